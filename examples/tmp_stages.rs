use std::time::Instant;
use storymerge::engine::article::Article;
use storymerge::engine::*;
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut arts = vec![];
    for (i, f) in std::fs::read_dir(dir)
        .unwrap()
        .flatten()
        .filter(|f| f.path().extension().is_some_and(|e| e == "txt"))
        .enumerate()
    {
        arts.push(Article {
            id: format!("a{i}"),
            source: format!("s{i}"),
            url: None,
            title: None,
            text: std::fs::read_to_string(f.path()).unwrap(),
            published_at: None,
            lang: None,
        });
    }
    let refs: Vec<&Article> = arts.iter().collect();
    merge(&arts, &Options::default());
    let n = 100;
    let mut t = [0.0; 8];
    for _ in 0..n {
        let s = Instant::now();
        let mut lex = text::Lexicon::default();
        let docs: Vec<_> = refs.iter().map(|a| read::read(a, &mut lex)).collect();
        t[0] += s.elapsed().as_secs_f64();
        let s = Instant::now();
        let m = mention::find(&refs, &docs, &lex);
        t[1] += s.elapsed().as_secs_f64();
        let s = Instant::now();
        let names = names::group(&refs, &docs, &m, &Options::default());
        t[2] += s.elapsed().as_secs_f64();
        let s = Instant::now();
        let at = attribute::attribute(&refs, &docs, &m, &names, &lex);
        t[3] += s.elapsed().as_secs_f64();
        let st = align::Story {
            articles: &refs,
            documents: &docs,
            mentions: &m,
            names: &names,
            attributions: &at,
        };
        let s = Instant::now();
        let p = params::Params::default();
        let al = align::align(&st, &mut lex, &p);
        t[4] += s.elapsed().as_secs_f64();
        let s = Instant::now();
        let _c = copies::find(&docs);
        t[5] += s.elapsed().as_secs_f64();
        std::hint::black_box(&al);
        let s = Instant::now();
        std::hint::black_box(merge(&arts, &Options::default()));
        t[6] += s.elapsed().as_secs_f64();
        use unicode_segmentation::UnicodeSegmentation;
        let s = Instant::now();
        std::hint::black_box(arts.iter().map(|a| a.text.unicode_words().count()).sum::<usize>());
        t[7] += s.elapsed().as_secs_f64();
    }
    for (n2, x) in
        ["read", "mention", "names", "attribute", "align", "copies", "MERGE", "FLOOR"].iter().zip(t)
    {
        println!("{n2:10} {:.3} ms", x / n as f64 * 1e3);
    }
    println!("ratio {:.1}", t[6] / t[7]);
}
