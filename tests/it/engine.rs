//! What a reader of the answer notices, in as few words as show it.

use storymerge::engine::answer::{DifferenceClass, Merge, Precision};
use storymerge::engine::article::Article;
use storymerge::engine::{self, Found, Options};

fn article(id: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        source: id.to_owned(),
        text: text.to_owned(),
        // A Wednesday.
        published_at: Some("2024-01-10T08:00:00Z".to_owned()),
        lang: Some("en".to_owned()),
        ..Article::default()
    }
}

pub fn merge(texts: &[&str]) -> Merge {
    let articles = texts.iter().enumerate();
    let articles: Vec<Article> = articles.map(|(n, text)| article(&format!("outlet{n}"), text)).collect();
    engine::merge(&articles, &Options::default())
}

/// The sentences of a text, apart by `|`.
fn check_sentences(marked: &str) {
    let text = marked.replace('|', "");
    let sentences = engine::sentences(&text, Some("en"));
    let found: Vec<&str> = sentences.iter().map(|s| s.of(&text)).collect();
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    assert_eq!(found, expected);
}

/// The classes of the differences between two articles of one sentence each, but for wording.
fn check_differences(a: &str, b: &str, expected: &[DifferenceClass]) {
    let merge = merge(&[a, b]);
    let is_wording = |class| matches!(class, DifferenceClass::Wording | DifferenceClass::Detail);
    let classes: Vec<_> = merge.differences.iter().map(|d| d.class).filter(|c| !is_wording(*c)).collect();
    assert_eq!(classes, expected, "{a} / {b}: {:#?}", merge.differences);
}

/// Whether two articles of one sentence each state one fact.
fn check_joined(a: &str, b: &str, expected: bool) {
    let merge = merge(&[a, b]);
    let is_joined = merge.facts.iter().any(|fact| fact.support.len() == 2);
    assert_eq!(is_joined, expected, "{a} / {b}");
}

/// The days of the timeline of an article published on Wednesday, 10 January 2024.
fn check_dates(text: &str, expected: &[(&str, Precision)]) {
    let merge = merge(&[text]);
    let timeline = merge.timeline.iter();
    let found: Vec<_> = timeline.map(|t| (t.date.to_string(), t.precision)).collect();
    let expected: Vec<_> = expected.iter().map(|(d, p)| ((*d).to_owned(), *p)).collect();
    assert_eq!(found, expected, "{text}");
}

/// Whether the two forms, each in one of the articles, are one entity.
fn check_names(texts: &[&str], a: &str, b: &str, expected: bool) {
    let merge = merge(texts);
    let is_one = merge.names.iter().any(|group| {
        let holds = |form: &str| group.forms.iter().any(|f| f.text == form);
        holds(a) && holds(b)
    });
    assert_eq!(is_one, expected, "{a} / {b}: {:#?}", merge.names);
}

/// How the first sentence of an account stands to an article.
fn check_verified(account: &str, source: &str, expected: Found) {
    let verdicts = engine::verify(account, &[article("source", source)]);
    assert_eq!(verdicts[0].found, expected, "{account} / {source}");
}

/// What a single sentence becomes in house style.
fn check_house_style(text: &str, form: &str, printed: &str, expected: &str) {
    let options = Options { house_style: vec![(form.to_owned(), printed.to_owned())], ..Options::default() };
    let merge = engine::merge(&[article("outlet", text)], &options);
    assert_eq!(merge.account[0][0].text, expected);
}

#[test]
fn no_article_gives_an_empty_account() {
    assert_eq!(merge(&[]), Merge::default());
}

#[test]
fn a_sentence_does_not_end_after_a_title_an_initial_or_a_time() {
    check_sentences("Lt. Gov. D. Prewitt left at 5 p.m. on Friday. |He flew to the U.S. |A plane met him.");
}

#[test]
fn a_detached_decimal_is_one_number() {
    check_sentences("A magnitude 5. 9 quake struck. |It lasted 5 seconds.");
    check_differences(
        "A magnitude 5. 9 earthquake struck the town of Oberau on Tuesday.",
        "A magnitude 5.9 earthquake struck the town of Oberau on Tuesday.",
        &[],
    );
}

#[test]
fn a_sentence_inside_a_quotation_ends_where_it_ends() {
    check_sentences("“Stop!” he said. |“Why?” |Nobody knew.");
    check_sentences("“We came. |We saw,” she said. |They left.");
}

#[test]
fn one_number_in_two_notations_is_no_difference() {
    check_differences(
        "Two dozen people were killed in a fire at a hotel in Oberau on Tuesday.",
        "A fire at a hotel in Oberau killed 24 people on Tuesday.",
        &[],
    );
    check_differences(
        "The bridge at Oberau cost $1.2 billion to build.",
        "The bridge at Oberau cost 1,200 million dollars to build.",
        &[],
    );
    check_differences(
        "Some 180 millimetres of rain fell in Oberau on Tuesday.",
        "Some 18 centimetres of rain fell in Oberau on Tuesday.",
        &[],
    );
}

#[test]
fn at_least_five_leaves_room_for_seven() {
    check_differences(
        "At least five people were killed in a fire at a hotel in Oberau on Tuesday.",
        "Seven people were killed in a fire at a hotel in Oberau on Tuesday.",
        &[DifferenceClass::Precision],
    );
}

#[test]
fn two_exact_counts_at_one_time_contradict_each_other() {
    check_differences(
        "Five people were killed in a fire at a hotel in Oberau on Tuesday.",
        "Seven people were killed in a fire at a hotel in Oberau on Tuesday.",
        &[DifferenceClass::Contradiction],
    );
}

#[test]
fn a_weekday_and_its_date_are_no_difference() {
    check_differences(
        "The bridge at Oberau was opened to traffic on Tuesday, the mayor said.",
        "The bridge at Oberau was opened to traffic on January 9, the mayor said.",
        &[],
    );
}

#[test]
fn two_days_of_one_event_are_a_difference() {
    check_differences(
        "The bridge at Oberau was opened to traffic on Monday, the mayor said.",
        "The bridge at Oberau was opened to traffic on Tuesday, the mayor said.",
        &[DifferenceClass::Date],
    );
}

#[test]
fn the_same_fact_in_other_words_is_one_fact() {
    check_joined(
        "The fire at the hotel in Oberau killed five people.",
        "Five people died in a fire at a hotel in Oberau.",
        true,
    );
}

#[test]
fn a_number_alone_joins_nothing() {
    check_joined(
        "Nineteen of the injured were treated for burns at the hospital.",
        "Nineteen of the dead have been identified, the police said.",
        false,
    );
    check_joined(
        "Shares of the builder rose by 3.5 percent.",
        "Teachers will get a rise of 3.5 percent.",
        false,
    );
}

#[test]
fn the_same_things_in_far_other_numbers_were_counted_on_another_occasion() {
    check_joined(
        "During the raid six rifles and 12 magazines were seized by the navy.",
        "The navy has seized a total of 14 rifles and 31 magazines so far.",
        false,
    );
    check_joined(
        "The navy arrested 23 Somali and Yemeni pirates in the Gulf of Aden.",
        "The navy arrested 12 Somalis and 11 Yemenis as pirates in the Gulf of Aden.",
        true,
    );
}

#[test]
fn a_number_behind_letters_is_a_model_or_a_count() {
    check_differences(
        "In the flooded parts of the UAE 45 people died.",
        "In the flooded parts of the UAE 20 people died.",
        &[DifferenceClass::Contradiction],
    );
    check_differences(
        "The navy seized an AK 47 rifle on the boat.",
        "The navy seized an AK 74 rifle on the boat.",
        &[],
    );
}

#[test]
fn two_outlets_that_word_one_fact_differently_have_their_wording_shown() {
    let merge = merge(&[
        "The warship captured 26 pirates in the Gulf of Aden on Thursday.",
        "The warship rescued 26 sailors in the Gulf of Aden on Thursday.",
    ]);
    let wording = merge.differences.iter().find(|d| d.class == DifferenceClass::Wording);
    let values: Vec<&str> = wording.iter().flat_map(|d| &d.values).map(|v| v.value.as_str()).collect();
    assert_eq!(values, ["captured … pirates", "rescued … sailors"], "{:#?}", merge.differences);
}

/// The values of each difference of a class, its `about` left out.
fn check_values(texts: &[&str], class: DifferenceClass, expected: &[&[&str]]) {
    let merge = merge(texts);
    let of_class = merge.differences.iter().filter(|d| d.class == class);
    let found: Vec<Vec<&str>> =
        of_class.map(|d| d.values.iter().map(|v| v.value.as_str()).collect()).collect();
    assert_eq!(found, expected, "{:#?}", merge.differences);
}

#[test]
fn counts_of_the_same_things_elsewhere_stand_beside_one_another() {
    check_values(
        &[
            "During the raid six rifles, 12 magazines and about 300 rounds of ammunition were seized by the navy.",
            "The navy has seized 14 rifles, 31 magazines and 923 rounds of ammunition so far.",
        ],
        DifferenceClass::OtherThingCounted,
        &[&["6", "14"], &["12", "31"], &["about 300", "923"]],
    );
}

#[test]
fn an_article_that_tells_a_thing_twice_shows_both_tellings() {
    check_values(
        &["Ann Doe was a bright and much-liked student. The harbour was closed all day. \
           The college has lost a bright, much-liked and promising student."],
        DifferenceClass::Wording,
        &[&["Ann Doe", "college has lost … promising"]],
    );
    check_values(
        &["The harbour was closed all day. Ships waited outside. Nobody was hurt in the storm."],
        DifferenceClass::Wording,
        &[],
    );
}

#[test]
fn villagers_are_people_and_boats_before_a_hyphen_are_no_count() {
    check_values(
        &[
            "The quake damaged villages near Oberau and two villagers were injured, the governor said.",
            "The quake damaged villages near Oberau and injured five people, the governor said.",
        ],
        DifferenceClass::Contradiction,
        &[&["2", "5"]],
    );
    check_values(
        &[
            "The warship foiled a five-boat pirate attack in the Gulf of Aden on Thursday.",
            "The warship foiled an attack by 26 pirates in the Gulf of Aden on Thursday.",
        ],
        DifferenceClass::Number,
        &[],
    );
}

#[test]
fn what_happened_in_september_is_not_what_happened_on_sunday() {
    check_joined(
        "A quake struck the island on Sunday, killing three people, injuring five and damaging houses.",
        "A quake that struck the island in September killed six people, injured almost 50 and damaged houses.",
        false,
    );
}

#[test]
fn two_times_of_day_of_one_event_are_a_difference() {
    check_values(
        &[
            "Police stopped Doe in San Diego at about 2:30 a.m. and booked him for drunk driving.",
            "Police stopped Doe in San Diego at 4 a.m. and booked him for drunk driving.",
        ],
        DifferenceClass::Number,
        &[&["about 2:30 a.m.", "4 a.m."]],
    );
}

#[test]
fn a_day_written_in_two_ways_is_worked_out_for_the_editor() {
    check_values(
        &[
            "The quake struck Aceh province yesterday and damaged houses.",
            "The quake struck Aceh province on Tuesday and damaged houses.",
        ],
        DifferenceClass::Wording,
        &[&["Tuesday (2024-01-09)", "yesterday (2024-01-09)"]],
    );
}

#[test]
fn a_weak_link_does_not_widen_a_fact() {
    let merge = merge(&[
        "Air defenses shot down 51 drones and four missiles, the Ukrainian air force said.",
        "Ukraine's air force said it had intercepted 51 of 62 drones and four out of nine missiles.",
        "He blamed the damage on a Ukrainian air defense missile.",
    ]);
    let fact = merge.facts.iter().find(|fact| fact.support.len() == 2 && fact.outlets == 2);
    assert!(fact.is_some(), "{:#?}", merge.facts);
}

#[test]
fn what_north_korea_did_south_korea_did_not() {
    check_joined(
        "North Korea fired three missiles into the sea on Tuesday.",
        "South Korea fired three missiles into the sea on Tuesday.",
        false,
    );
}

#[test]
fn what_is_confirmed_is_not_what_is_denied() {
    check_joined(
        "The minister confirmed that the bridge at Oberau would close.",
        "The minister denied that the bridge at Oberau would close.",
        false,
    );
}

#[test]
fn a_weekday_is_one_near_the_day_of_publication() {
    check_dates("The bridge was opened on Monday.", &[("2024-01-08", Precision::Day)]);
    check_dates("The bridge will be opened on Friday.", &[("2024-01-12", Precision::Day)]);
    check_dates("The bridge was opened yesterday.", &[("2024-01-09", Precision::Day)]);
    check_dates("An attack by pirates was foiled on Thursday.", &[("2024-01-04", Precision::Day)]);
    check_dates("The firm was able to restore calls by Saturday.", &[("2024-01-06", Precision::Day)]);
    check_dates("The work must be done by Saturday.", &[("2024-01-13", Precision::Day)]);
    check_dates("The search stopped due to low light on Saturday.", &[("2024-01-06", Precision::Day)]);
    check_dates("He is due to appear in court on Friday.", &[("2024-01-12", Precision::Day)]);
    check_dates("She will address the United Nations on Friday.", &[("2024-01-12", Precision::Day)]);
    check_dates("The clinic will see a hundred patients on Friday.", &[("2024-01-12", Precision::Day)]);
    check_dates("They will hold delayed talks on Friday.", &[("2024-01-12", Precision::Day)]);
}

#[test]
fn a_day_may_be_counted_from_the_one_named_before() {
    let named = ("2024-01-09", Precision::Day);
    check_dates(
        "It passed on Tuesday. It was read two days earlier.",
        &[("2024-01-07", Precision::Day), named],
    );
    check_dates(
        "It passed on Tuesday. It was signed the next day.",
        &[named, ("2024-01-10", Precision::Day)],
    );
    check_dates("It was read three days ago.", &[("2024-01-07", Precision::Day)]);
    check_dates("He died two days later.", &[]);
    check_dates("They met the day before the vote.", &[]);
}

#[test]
fn a_date_without_a_year_is_the_nearest() {
    check_dates("The bridge was opened on January 9.", &[("2024-01-09", Precision::Day)]);
    check_dates("The bridge was opened on Dec. 30.", &[("2023-12-30", Precision::Day)]);
}

#[test]
fn a_month_is_as_exact_as_it_is_said() {
    check_dates("The bridge was opened in March 2023.", &[("2023-03-01", Precision::Month)]);
}

#[test]
fn may_and_march_in_small_letters_are_no_months() {
    check_dates("The bridge may be opened by a march in the sun.", &[]);
}

#[test]
fn two_spellings_of_one_name_are_one_person() {
    check_names(
        &[
            "Jang Ho-jin spoke to reporters in Seoul.",
            "The adviser, Chang Ho-jin, spoke to reporters in Seoul.",
        ],
        "Jang Ho-jin",
        "Chang Ho-jin",
        true,
    );
}

#[test]
fn two_spellings_of_one_city_are_one_place() {
    check_names(&["A strike hit Kyiv on Monday.", "A strike hit Kiev on Monday."], "Kyiv", "Kiev", true);
}

#[test]
fn an_initial_matches_the_full_given_name() {
    check_names(
        &["J. Smith wrote the report on the bridge.", "The report on the bridge was written by John Smith."],
        "J. Smith",
        "John Smith",
        true,
    );
}

#[test]
fn a_family_name_alone_is_the_person_named_before() {
    check_names(&["Anna Weiss pleaded guilty. Weiss was led away."], "Anna Weiss", "Weiss", true);
}

#[test]
fn a_family_name_that_is_also_a_landscape_is_a_person() {
    check_names(&["Daniel Marsh pleaded guilty. Marsh was led away."], "Daniel Marsh", "Marsh", true);
}

#[test]
fn one_name_in_two_romanisations_is_one_person() {
    let check = |a: &str, b: &str, expected: bool| {
        let found = engine::compare_names(a, b, None);
        assert_eq!(found.same, expected, "{a} | {b}: {:?}", found.why);
    };
    check("Xu Guoqiang", "Hsu Kuo-chiang", true);
    check("Wang Fang", "Wang Feng", false);
    check("Jeong Gyeong-ho", "Jung Kyung-ho", true);
    check("Kim Jeong-min", "Kim Jong-min", false);
    check("Serhiy Lysohor", "Sergei Lysogor", true);
    check("Abdul Salam al-Wazir", "Abdulsalam Al Wazir", true);
    check("Salman bin Muhammad al-Rawi", "Muhammad bin Salman al-Rawi", false);
    check("Mohammad Bahrum Sukarno Tamtomo", "Mohammad Bahrum Naim Tamtomo", false);
}

#[test]
fn an_initial_that_two_people_share_is_neither() {
    let text = "John Smith spoke. Jane Smith did not. J. Smith was elected.";
    check_names(&[text], "John Smith", "Jane Smith", false);
}

#[test]
fn a_like_name_is_not_the_same() {
    check_names(
        &["Daniel Marsh pleaded guilty. Daniel Marsden did not."],
        "Daniel Marsh",
        "Daniel Marsden",
        false,
    );
    check_names(
        &["Dana Prewitt spoke first. Mark Prewitt spoke next. Both left."],
        "Dana Prewitt",
        "Mark Prewitt",
        false,
    );
    check_names(
        &["The ships left North Korea on Monday. They came to South Korea on Tuesday."],
        "North Korea",
        "South Korea",
        false,
    );
}

#[test]
fn a_place_is_known_with_its_head_word_before_or_behind() {
    let text =
        "The island of Tavira shook. Tavira island has no port. Tavira City lies on the coast of Tavira.";
    check_names(&[text], "island of Tavira", "Tavira island", true);
    check_names(&[text], "Tavira", "Tavira City", false);
}

#[test]
fn a_town_is_no_short_name_of_its_church() {
    let text = "The Brant Bible Church burned in Brant, Alaska. Brant had one church. They had met at Brant.";
    check_names(&[text], "Brant", "Brant Bible Church", false);
}

#[test]
fn a_title_tells_which_of_a_family_is_meant() {
    check_names(
        &[
            "President Tomas Verhoeven spoke on Monday. Lena Verhoeven and Pia Verhoeven listened.",
            "Lena Verhoeven and Pia Verhoeven were there to hear what President Verhoeven had to say.",
        ],
        "Tomas Verhoeven",
        "President Verhoeven",
        true,
    );
}

#[test]
fn a_legal_form_behind_a_comma_belongs_to_the_company() {
    let text = "The company was called Marlow Bakes, L.L.C., and sold bread. Marlow Bakes was dissolved.";
    check_names(&[text], "Marlow Bakes", "Marlow Bakes, L.L.C.", true);
}

#[test]
fn a_body_is_the_same_with_its_words_turned_round() {
    let text = "The Justice Department sued. The Department of Justice gave no reason.";
    check_names(&[text], "Justice Department", "Department of Justice", true);
}

#[test]
fn house_style_stops_at_quotation_marks() {
    check_house_style("Jang left. “Jang left,” she said.", "Jang", "Chang", "Chang left.");
    check_house_style("“Jang left,” she said.", "Jang", "Chang", "“Jang left,” she said.");
}

#[test]
fn house_style_does_not_reach_into_quotation_marks() {
    check_house_style("“We left,” she said.", "“We", "They", "“We left,” she said.");
}

#[test]
fn a_sentence_is_verified_with_other_marks() {
    check_verified("\"We left,\" she said.", "“We left,” she said. They had.", Found::Exactly);
    check_verified("The bridge closed.", "The road closed at noon.", Found::NotFound);
    check_verified(
        "The bridge at Oberau was closed on Friday.",
        "The bridge at Oberau was closed on Monday.",
        Found::Changed,
    );
}

#[test]
fn another_sign_is_a_change() {
    check_verified("It cost €5 last year.", "It cost $5 last year.", Found::Changed);
    check_verified("The rate was 5% in May.", "The rate was 5 in May.", Found::Changed);
    check_verified("The total was -5 in May.", "The total was 5 in May.", Found::Changed);
    check_verified("Did he resign.", "Did he resign?", Found::Changed);
    check_verified("He did. Not a word came.", "He did not say a word.", Found::Changed);
}

#[test]
fn a_changed_sentence_points_into_one_paragraph() {
    let account = "The mayor of Oberau opened the old bridge on Monday.";
    let source = "The mayor of Oberau opened the new bridge on Friday.\n\nOn Monday he left.";
    let verdicts = engine::verify(account, &[article("source", source)]);
    let at = verdicts[0].at.expect("a changed sentence has a place");
    assert_eq!(at.span.of(source), "The mayor of Oberau opened the new bridge on Friday.");
}

#[test]
fn a_sentence_without_a_blank_after_it_is_found() {
    check_verified("He left the town.", "He left the town.She came back.", Found::Exactly);
}

#[test]
fn a_value_is_told_in_a_unit_of_the_text() {
    let merge = merge(&[
        "The flood at Oberau reached a town 9 miles away on Tuesday.",
        "The flood at Oberau reached a town 12 miles away on Tuesday.",
    ]);
    let values = merge.differences.iter().flat_map(|d| &d.values);
    let values: Vec<&str> = values.map(|v| v.value.as_str()).collect();
    assert!(values.iter().any(|v| v.contains("9 mi")), "{values:?}");
}

#[test]
fn one_document_with_two_issuers_is_told() {
    let merge = merge(&[
        "The ministry issued a joint statement on Tuesday from more than 40 countries. The joint statement of Norway and Sweden called for talks.",
    ]);
    let about: Vec<&str> = merge.differences.iter().map(|d| d.about.as_str()).collect();
    assert_eq!(about, ["who issued the joint statement"]);
}

#[test]
fn parts_and_other_places_are_no_clash_inside_an_article() {
    for text in [
        "Five people died in the fire. Two of the dead were children. Three other people were killed later.",
        "Two people were killed in Oslo. Three people were killed in Bergen.",
    ] {
        let merge = merge(&[text]);
        assert_eq!(merge.differences, [], "{text}");
    }
}

#[test]
fn a_mister_is_the_one_whom_his_article_calls_president() {
    check_names(
        &[
            "President Tomas Verhoeven spoke on Monday. Lena and Pia Verhoeven stood by.",
            "The aides of President Verhoeven left. Lena and Pia Verhoeven stayed. Mr. Verhoeven asked them why.",
        ],
        "Tomas Verhoeven",
        "Mr. Verhoeven",
        true,
    );
}

#[test]
fn an_owner_is_not_a_body_within_it() {
    let text =
        "Zentrix opened the Zentrix Safety Alliance. The Safety Alliance met on Monday, and Zentrix paid.";
    check_names(&[text], "Zentrix Safety Alliance", "Safety Alliance", true);
    check_names(&[text], "Zentrix", "Zentrix Safety Alliance", false);
}

#[test]
fn a_phrase_that_may_mean_two_bodies_means_neither() {
    let one = "Alder Bank lost money. The bank will close.";
    check_names(&[one], "Alder Bank", "The bank", true);
    let two = "Alder Bank lost money. Birch Bank bought its loans. The bank will close.";
    check_names(&[two], "Alder Bank", "The bank", false);
    check_names(&[two], "Birch Bank", "The bank", false);
}

#[test]
fn what_stands_before_a_text_is_no_part_of_its_first_sentence() {
    let titled =
        Article { title: Some("The people of".to_owned()), ..article("a", "Salem woke. It rained.") };
    let merge = engine::merge(&[titled], &Options::default());
    assert!(merge.account.iter().flatten().any(|s| s.text.contains("Salem woke")));
}

#[test]
fn two_sentences_are_compared_by_what_they_say() {
    let check = |a: &str, b: &str, expected: bool| {
        let found = engine::compare_sentences(a, b);
        assert_eq!(found.same, expected, "{a} | {b}: {found:?}");
    };
    let fire = "Three people died when a ferry burned off Samos on Monday.";
    check(fire, "A ferry fire off Samos killed three people Monday.", true);
    check(fire, "Four people died when a ferry burned off Samos on Monday.", false);
    check("The minister said the plant was safe.", "The minister said the plant was not safe.", false);
    check("Shares rose in Paris.", "Shares fell in Paris.", false);
    check("Mr. Brown will visit Peru next week.", "Mr. Brown will visit Chile next week.", false);
    check("Smith beat Jones in the final.", "Jones beat Smith in the final.", false);
    check("Smith was beaten by Jones in the final.", "Jones beat Smith in the final.", true);
    // What looks like an agency's line is what was asked about.
    let line = "Associated Press writer Ann Lee contributed to this report.";
    check(line, "Writer Ann Lee of the Associated Press contributed to this report.", true);
}

#[test]
fn a_comparison_says_what_only_one_sentence_has() {
    let found = engine::compare_sentences("The council raised the tax.", "The council cut the tax.");
    let reasons: Vec<&str> = found.why.iter().map(|e| e.reason.as_ref()).collect();
    assert_eq!(reasons, ["opposites", "in both: tax, council", "only in a: raised", "only in b: cut"]);
}

#[test]
fn who_he_is_stands_in_brackets_where_his_sentence_is_not_printed_before() {
    let lead = "Fire destroyed the old market hall in Lindau on Monday, the mayor said.";
    let first =
        format!("{lead}\n\nNobody was hurt in the fire at the market hall.\n\nThe hall was built in 1911.");
    let second = format!(
        "{lead}\n\n“The fire at the market hall hurt nobody,” said Otto Braun.\n\nNobody was hurt in the fire at the \
         market hall.\n\nTraders lost all their goods, he said."
    );
    let merge = merge(&[&first, &second]);
    let statements = merge.account.iter().flatten();
    let said: Vec<_> = statements.map(|s| s.text.as_str()).filter(|t| t.starts_with("Traders")).collect();
    assert_eq!(said, ["Traders lost all their goods, he [Otto Braun] said."], "{:#?}", merge.account);
}

#[test]
fn articles_in_two_languages_share_names_and_not_sentences() {
    let one = |id: &str, lang: &str, text: &str| Article { lang: Some(lang.to_owned()), ..article(id, text) };
    let articles = [
        one(
            "a",
            "en",
            "Chancellor Olaf Scholz met President Emmanuel Macron in Berlin on Monday. The two leaders talked about the budget.",
        ),
        one(
            "b",
            "en",
            "Olaf Scholz met Emmanuel Macron in Berlin on Monday. The leaders talked about the budget for two hours.",
        ),
        one(
            "c",
            "de",
            "Olaf Scholz traf Emmanuel Macron am Montag in Berlin. Über den Haushalt wurde zwei Stunden lang gesprochen.",
        ),
    ];
    let merge = engine::merge(&articles, &Options::default());
    let joined = merge.facts.iter().filter(|fact| fact.support.len() > 1);
    let foreign =
        joined.flat_map(|fact| &fact.support).filter(|support| support.loc.article.ix() == 2).count();
    assert_eq!(foreign, 0, "a German sentence is not joined with an English one");
    assert!(merge.articles.iter().all(|report| report.on_topic));
    let scholz = merge.names.iter().find(|group| group.preferred.contains("Scholz")).expect("he is named");
    let in_german = scholz.forms.iter().flat_map(|form| &form.locs).any(|loc| loc.article.ix() == 2);
    assert!(in_german, "his name in the German article is his");
}

#[test]
fn dates_are_read_in_other_languages() {
    for (lang, text, day) in [
        ("de", "Die Brücke wird am 11. März 2024 gesperrt.", "2024-03-11"),
        ("es", "El puente se cerró el 3 de enero y volverá a abrir pronto.", "2024-01-03"),
        ("fr", "Le pont a été fermé le 1er janvier 2024 par la ville.", "2024-01-01"),
        ("pt", "A ponte foi fechada em 4 de janeiro de 2024 pela prefeitura.", "2024-01-04"),
        ("it", "Il ponte è stato chiuso lunedì dal comune.", "2024-01-08"),
        ("ru", "Мост закрыли 5 января 2024 года.", "2024-01-05"),
        ("uk", "Міст закрили 6 січня.", "2024-01-06"),
        ("ar", "أغلقت البلدية الجسر في 7 كانون الثاني 2024.", "2024-01-07"),
        ("zh", "市政府1月2日宣布关闭大桥。", "2024-01-02"),
        ("ja", "市は2024年1月3日、橋を閉鎖した。", "2024-01-03"),
        ("ko", "시는 1월 4일 다리를 폐쇄했다.", "2024-01-04"),
    ] {
        let articles = [Article { lang: Some(lang.to_owned()), ..article("a", text) }];
        let merge = engine::merge(&articles, &Options::default());
        let days: Vec<String> = merge.timeline.iter().map(|entry| entry.date.to_string()).collect();
        assert_eq!(days, [day], "{lang}");
    }
}
