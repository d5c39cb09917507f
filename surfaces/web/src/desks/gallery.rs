//! Every component in every state, in the visitor's language: the page a designer and the browser tests look at.

use askama::Template;

use crate::{
    components::{
        Button, Cell, Checkbox, Choice, Choices, Column, DateInput, DateParts, Disclosure, EmptyState, ErrorSummary, Event,
        EventState, FileInput, Icon, KnownAnswer, Markup, Meter, Note, Pagination, Problem, Row, Select, Skeleton, Sort,
        StatTile, Status, StepProgress, SummaryList, SummaryRow, Tab, Table, Tabs, TextArea, TextInput, TextKind, Timeline, Tone,
    },
    routes,
    shell::Shell,
    words::Words,
};

#[derive(Template)]
#[template(path = "pages/gallery.html")]
struct Gallery {
    page: Shell,
    parts: Vec<(&'static str, Vec<Markup>)>,
    tones: Vec<Tone>,
    icons: &'static [Icon],
}

/// Renders the gallery.
pub fn render(words: &Words) -> Markup {
    let parts = vec![
        ("Button", buttons(words)),
        ("TextInput, DateInput, FileInput", fields(words)),
        ("Select, Choices, Checkbox", choices(words)),
        ("KnownAnswer", vec![Markup::of(&KnownAnswer::new(words.say("web-gallery-name"), "Nguyễn Thị Ví Dụ"))]),
        ("ErrorSummary", errors(words)),
        ("SummaryList", summary(words)),
        ("Table, Pagination", tables(words)),
        ("Tabs", tabs(words)),
        ("Status", statuses(words)),
        ("Note", notes(words)),
        ("StatTile, Meter", stats(words)),
        ("StepProgress, Timeline", progress(words)),
        ("Disclosure", disclosures(words)),
        (
            "EmptyState",
            vec![Markup::of(
                &EmptyState::new(words.say("web-gallery-empty"), words.say("web-gallery-sentence"))
                    .action(Button::link(words.say("web-gallery-do"), "#").secondary()),
            )],
        ),
        ("Skeleton", vec![Markup::of(&Skeleton::new(words.say("web-loading"), 4))]),
    ];
    let tones =
        vec![Tone::Accent, Tone::Brand, Tone::Gold, Tone::Neutral, Tone::Info, Tone::Success, Tone::Warning, Tone::Danger];
    let mut page = Shell::new(words, words.say("web-gallery-title")).swaps();
    page.here = routes::gallery();
    Markup::of(&Gallery { page, parts, tones, icons: Icon::ALL })
}

fn buttons(words: &Words) -> Vec<Markup> {
    let label = || words.say("web-gallery-do");
    [
        Button::submit(label()),
        Button::submit(label()).icon(Icon::Check),
        Button::link(label(), "#").secondary(),
        Button::link(label(), "#").quiet().icon(Icon::Download),
        Button::submit(label()).danger(),
        Button::submit(label()).small(),
        Button::link(label(), "#").secondary().small().icon(Icon::Print),
    ]
    .iter()
    .map(Markup::of)
    .collect()
}

fn fields(words: &Words) -> Vec<Markup> {
    let (label, hint, wrong) = (words.say("web-gallery-name"), words.say("web-gallery-sentence"), words.say("web-gallery-wrong"));
    vec![
        Markup::of(&TextInput::new(words, "g-text", label.clone()).hint(hint.clone()).value("Nguyễn Thị Ví Dụ")),
        Markup::of(
            &TextInput::new(words, "g-digits", words.say("web-personal-number"))
                .kind(TextKind::Digits)
                .width(12)
                .length_max(12)
                .error(Some(wrong.clone()))
                .value("00119901234"),
        ),
        Markup::of(&TextInput::new(words, "g-optional", label.clone()).optional()),
        Markup::of(&TextArea::new(words, "g-area", label.clone()).hint(hint.clone()).optional()),
        Markup::of(
            &DateInput::new(words, "g-date", words.say("web-birth-date"))
                .value(DateParts::from_iso("1999-01-15"))
                .hint(hint.clone()),
        ),
        Markup::of(
            &DateInput::new(words, "g-date-wrong", words.say("web-birth-date"))
                .value(DateParts::from_iso("1999-13-15"))
                .error(Some(wrong)),
        ),
        Markup::of(&FileInput::new(words, "g-file", label).hint(hint)),
    ]
}

fn choices(words: &Words) -> Vec<Markup> {
    let both = || vec![Choice::new("male", words.say("sex-male")), Choice::new("female", words.say("sex-female")).chosen(true)];
    let label = words.say("web-sex");
    vec![
        Markup::of(&Select::new(words, "g-select", label.clone(), both()).blank("–")),
        Markup::of(&Choices::one(words, "g-radio", label.clone(), both()).inline()),
        Markup::of(
            &Choices::several(
                words,
                "g-several",
                label,
                both().into_iter().map(|choice| choice.hint(words.say("web-gallery-sentence"))).collect(),
            )
            .error(Some(words.say("web-gallery-wrong"))),
        ),
        Markup::of(&Checkbox::new(words, "g-check", words.say("web-gallery-sentence"))),
    ]
}

fn errors(words: &Words) -> Vec<Markup> {
    let problems = vec![
        Problem::new("g-digits", words.say("web-gallery-wrong")),
        Problem::new("g-date-wrong-day", words.say("web-gallery-wrong")),
    ];
    ErrorSummary::of(words, &problems).iter().map(Markup::of).collect()
}

fn summary(words: &Words) -> Vec<Markup> {
    vec![Markup::of(&SummaryList::new(vec![
        SummaryRow::new(words.say("web-gallery-name"), "Nguyễn Thị Ví Dụ")
            .action(Button::link(words.say("web-change"), "#").quiet().small()),
        SummaryRow::new(words.say("web-birth-date"), "15/01/1999").note(words.say("web-gallery-sentence")),
        SummaryRow::new(words.say("web-personal-number"), "001 199 012 345"),
    ]))]
}

fn tables(words: &Words) -> Vec<Markup> {
    let columns = || {
        vec![
            Column::new(words.say("web-dossier-code")).sort(Sort { href: "#".into(), ascending: Some(false) }),
            Column::new(words.say("web-gallery-name")).sort(Sort { href: "#".into(), ascending: None }),
            Column::new(words.say("web-state")),
            Column::number(words.say("web-fee")),
        ]
    };
    let row = |code: &str, name: &str, status: Status, fee: i64| {
        Row::new(vec![
            Cell::link(code, "#"),
            Cell::text(name).note("Phúc Xá, Ba Đình"),
            Cell::markup(Markup::of(&status)),
            Cell::text(&words.number(fee)),
        ])
    };
    let empty = EmptyState::new(words.say("web-gallery-empty"), words.say("web-gallery-sentence"));
    let rows = vec![
        row(
            "000.00.01.H26-261120-0001",
            "Nguyễn Thị Ví Dụ",
            Status::new(Tone::Info, words.say("web-dossier-state-processing")),
            7_000,
        ),
        row(
            "000.00.01.H26-261120-0002",
            "Trần Văn Mẫu",
            Status::new(Tone::Warning, words.say("web-dossier-state-supplement")),
            7_000,
        ),
        row(
            "000.00.01.H26-261119-0107",
            "Lê Hoàng Thử",
            Status::new(Tone::Success, words.say("web-dossier-state-returned")),
            1_010_000,
        ),
    ];
    let pages = Pagination::counted(words, 3, 12, 236, |page| format!("?page={page}"));
    vec![
        Markup::of(
            &Table::new(words, "g-table", words.say("web-gallery-table"), columns(), empty.clone())
                .rows(rows)
                .with_caption()
                .pages(pages)
                .export("#"),
        ),
        Markup::of(&Table::new(words, "g-table-empty", words.say("web-gallery-table"), columns(), empty)),
    ]
}

fn tabs(words: &Words) -> Vec<Markup> {
    let tab = |id: &str, count, current| Tab { label: words.say(id), href: "#".into(), count, current };
    let tabs = vec![
        tab("web-place-my-dossiers", Some(3), true),
        tab("web-place-inbox", None, false),
        tab("web-place-my-record", Some(12), false),
    ];
    vec![Markup::of(&Tabs::new(words.say("web-gallery-title"), tabs))]
}

fn statuses(words: &Words) -> Vec<Markup> {
    vec![
        Markup::of(&Status::new(Tone::Neutral, words.say("web-dossier-state-draft"))),
        Markup::of(&Status::new(Tone::Info, words.say("web-dossier-state-processing"))),
        Markup::of(&Status::new(Tone::Warning, words.say("web-dossier-state-supplement"))),
        Markup::of(&Status::new(Tone::Success, words.say("web-dossier-state-returned"))),
        Markup::of(&Status::new(Tone::Danger, words.say("web-dossier-state-refused"))),
        Markup::of(&Status::tag(Tone::Gold, words.say("web-online"))),
    ]
}

fn notes(words: &Words) -> Vec<Markup> {
    [Tone::Info, Tone::Success, Tone::Warning, Tone::Danger]
        .into_iter()
        .map(|tone| {
            Markup::of(
                &Note::new(tone, words.say("web-gallery-sentence"))
                    .title(words.say("web-gallery-empty"))
                    .action(Button::link(words.say("web-gallery-do"), "#").small().secondary()),
            )
        })
        .collect()
}

fn stats(words: &Words) -> Vec<Markup> {
    vec![
        Markup::of(
            &StatTile::new(words.say("web-gallery-stat"), words.number(466_772))
                .href("#")
                .note(words.say("web-gallery-sentence")),
        ),
        Markup::of(&StatTile::new(words.say("web-gallery-stat"), words.percent(961, 1000)).tone(Tone::Success)),
        Markup::of(&StatTile::new(words.say("web-gallery-stat"), words.number(37)).tone(Tone::Danger)),
        Markup::of(&Meter::new(74, Tone::Accent)),
    ]
}

fn progress(words: &Words) -> Vec<Markup> {
    let steps = ["web-step-check", "web-step-fill", "web-step-review", "web-step-sent"].map(|id| words.say(id)).to_vec();
    let event = |state, id: &str, when: &str| Event { state, title: words.say(id), when: when.into(), body: Markup::default() };
    vec![
        Markup::of(&StepProgress::new(words.say("web-steps"), steps, 1)),
        Markup::of(&Timeline::new(vec![
            event(EventState::Done, "web-dossier-state-submitted", "20/11/2026 09:12"),
            event(EventState::Now, "web-dossier-state-processing", "20/11/2026 10:40"),
            event(EventState::Next, "web-dossier-state-returned", ""),
        ])),
    ]
}

fn disclosures(words: &Words) -> Vec<Markup> {
    let body = |id| Markup::of(&TextInput::new(words, id, words.say("web-gallery-name")));
    vec![
        Markup::of(&Disclosure::new(words.say("web-gallery-do"), body("g-in-dialog")).icon(Icon::Pen).key('d')),
        Markup::of(&Disclosure::new(words.say("web-gallery-do"), body("g-in-danger")).icon(Icon::Cross).danger()),
    ]
}
