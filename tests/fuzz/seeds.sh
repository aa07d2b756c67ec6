#!/bin/sh
# Makes the first inputs of every target from the fixtures, below seeds/. Nothing of it is committed.
set -eu
cd "$(dirname "$0")"
fixtures=../../fixtures
rm -rf seeds
for target in open page fragment json xml date plain_text warc input sentences extract merge; do
    mkdir -p "seeds/$target"
done

# A body behind the three bytes that choose media type, charset and file name.
hinted() { # target, name, octal bytes, file
    { printf '%b' "$3"; cat "$4"; } > "seeds/$1/$2"
}

for file in "$fixtures"/intake/json/*.json; do
    name=$(basename "$file")
    cp "$file" "seeds/json/$name"
    hinted open "$name" '\0000\0000\0000' "$file"
    hinted input "$name" '\0000\0000\0000' "$file"
    # Pieces of HTML stand in the strings of items.
    grep -o '<[a-z].*>' "$file" | tr -d '\\' > "seeds/fragment/$name" || rm -f "seeds/fragment/$name"
done
for file in "$fixtures"/intake/xml/*.xml; do
    name=$(basename "$file")
    cp "$file" "seeds/xml/$name"
    hinted open "$name" '\0000\0000\0000' "$file"
    hinted input "$name" '\0000\0000\0000' "$file"
    cp "$file" "seeds/fragment/$name"
done
for file in "$fixtures"/stories/*/*.txt; do
    name=$(basename "$(dirname "$file")")-$(basename "$file")
    head -c 1500 "$file" > "seeds/plain_text/$name"
    { printf '\0'; head -c 1500 "$file"; } > "seeds/sentences/$name"
    head -c 4000 "$file" > "seeds/extract/$name"
    hinted input "$name" '\0001\0000\0002' "$file"
    # A page of the text, a paragraph a line.
    {
        printf '<!doctype html><html lang=en><head><title>%s</title>' "$name"
        printf '<meta property="article:published_time" content="2024-01-10T08:00:00Z"></head><body>'
        printf '<nav><a href="/">Home</a></nav><article><h1>%s</h1>' "$name"
        head -c 3000 "$file" | sed 's/^..*$/<p>&<\/p>/'
        printf '</article><footer>Copyright</footer></body></html>'
    } > "seeds/page/$name"
    hinted input "page-$name" '\0002\0000\0000' "seeds/page/$name"
done
for story in "$fixtures"/stories/*/; do
    out="seeds/merge/$(basename "$story")"
    for file in "$story"*.txt; do
        head -c 1200 "$file"
        printf '\n====\n'
    done > "$out"
done
printf 'One.\n---\nTwo.\n\f\nThree.\n' > seeds/plain_text/parted

n=0
sed -n 's/.*("\([^"]*\)", "20[0-9-]*T*.*").*/\1/p' ../../src/intake/date/mod.rs | while read -r line; do
    n=$((n + 1))
    printf '%s' "$line" > "seeds/date/$n"
done

# Archives: plain, packed by records, cut off.
record() { # body
    block=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s' "$1")
    printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://a.example/b>\r\n'
    printf 'WARC-Date: 2024-01-10T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n'
    printf 'Content-Length: %s\r\n\r\n%s\r\n\r\n' "$(printf '%s' "$block" | wc -c | tr -d ' ')" "$block"
}
{ record '<p>One.</p>'; record '<p>Two.</p>'; } > seeds/warc/plain
{ record '<p>One.</p>' | gzip -c; record '<p>Two.</p>' | gzip -c; } > seeds/warc/packed
head -c 250 seeds/warc/packed > seeds/warc/cut

# Findings that were fixed stay among the inputs.
for file in "$fixtures"/fuzz/*; do
    [ -f "$file" ] || continue
    name=$(basename "$file")
    target=${name%%-*}
    [ -d "seeds/$target" ] && cp "$file" "seeds/$target/finding-$name"
done
ls seeds | while read -r target; do echo "$target: $(ls "seeds/$target" | wc -l) inputs"; done
