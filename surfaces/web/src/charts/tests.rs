use super::*;

const WORDS: ChartWords<'_> = ChartWords {
    id: "units",
    title: "Tỷ lệ đúng hạn theo quận",
    description: "Ba Đình cao nhất với 98 %",
    category: "Đơn vị",
    no_data: "Không có số liệu",
};

fn plain(value: i64) -> String {
    value.to_string()
}

fn share(permille: i64) -> String {
    format!("{},{} %", permille / 10, permille % 10)
}

fn bar(label: &str, value: Option<i64>, note: &str, tone: BarTone) -> Bar {
    Bar { label: label.to_owned(), value, note: Some(note.to_owned()), tone }
}

fn three_bars() -> Chart {
    let units = [
        bar("Quận Ba Đình", Some(980), "Đạt", BarTone::Good),
        bar("Quận \"Hoàn\" <Kiếm>", Some(655), "Không đạt", BarTone::Poor),
        bar("Huyện Mê Linh", None, "—", BarTone::Plain),
    ];
    bars(&WORDS, "Đúng hạn", &units, Some(1_000), Some(900), &share)
}

fn days(count: usize) -> Vec<String> {
    (1..=count).map(|day| format!("{day:02}/03")).collect()
}

fn two_lines(count: usize) -> Chart {
    let filed = (0..count).map(|day| if day == 2 { None } else { i64::try_from(day * day).ok() }).collect();
    let decided = (0..count).map(|day| i64::try_from(day).ok()).collect();
    lines(&WORDS, &days(count), &[Series::new("Đã nộp", filed), Series::new("Đã giải quyết", decided)], None, &plain)
}

fn stacks() -> Chart {
    let units = ["Ba Đình".to_owned(), "Mê Linh".to_owned(), "Sóc Sơn".to_owned()];
    let series = [
        Series::new("Trước hạn", vec![Some(12), Some(3), None]),
        Series::new("Đúng hạn", vec![Some(6), Some(0), None]),
        Series::new("Quá hạn", vec![Some(2), Some(1), None]),
    ];
    stacked(&WORDS, &units, &series, &plain)
}

fn every_chart() -> Vec<String> {
    vec![three_bars().svg, two_lines(7).svg, stacks().svg, sparkline("Bảy ngày", &[Some(1), None, Some(4)])]
}

#[test]
fn bars_look_as_drawn() {
    insta::assert_snapshot!(pretty(&three_bars().svg));
}

#[test]
fn lines_look_as_drawn() {
    insta::assert_snapshot!(pretty(&two_lines(5).svg));
}

#[test]
fn stacked_bars_look_as_drawn() {
    insta::assert_snapshot!(pretty(&stacks().svg));
}

#[test]
fn sparklines_look_as_drawn() {
    insta::assert_snapshot!(pretty(&sparkline(
        "Bảy ngày: từ 1 đến 9",
        &[Some(1), Some(4), None, Some(9), None, Some(2), Some(3)]
    )));
}

/// The elements that are opened and not closed, or closed out of turn.
fn open_elements(svg: &str) -> Vec<&str> {
    let mut open = Vec::new();
    for element in svg.split('<').skip(1) {
        let (element, _) = element.split_once('>').expect("an element ends");
        if let Some(name) = element.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed out of turn in {svg}");
        } else if !element.ends_with('/') {
            open.push(element.split(' ').next().expect("a name"));
        }
    }
    open
}

/// One element a line, to be read in a snapshot.
fn pretty(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn every_picture_is_well_formed_titled_and_free_of_inline_style() {
    for svg in every_chart() {
        assert_eq!(open_elements(&svg), Vec::<&str>::new(), "{svg}");
        let document = scraper::Html::parse_fragment(&svg);
        let title = document.select(&scraper::Selector::parse("svg > title").expect("a selector")).next().expect("a title");
        assert!(!title.text().collect::<String>().is_empty());
        assert!(svg.contains(r#"role="img""#));
        for banned in ["style=", "#0", "rgb(", "<script", " fill=\"black", "NaN", "-0%"] {
            assert!(!svg.contains(banned), "{banned} in {svg}");
        }
    }
}

#[test]
fn words_from_data_cannot_become_elements() {
    let svg = three_bars().svg;
    assert!(svg.contains("&lt;Kiếm&gt;") && !svg.contains("<Kiếm>"), "{svg}");
}

#[test]
fn the_table_holds_every_number_and_says_where_there_is_none() {
    let table = three_bars().table;
    assert_eq!(
        (table.caption.as_str(), table.columns.as_slice()),
        (WORDS.title, &["Đơn vị".to_owned(), "Đúng hạn".to_owned()][..])
    );
    let cells: Vec<&str> = table.rows.iter().map(|row| row.cells[0].as_str()).collect();
    assert_eq!(cells, ["98,0 %", "65,5 %", "Không có số liệu"]);
    let stacked = stacks().table;
    assert_eq!(stacked.columns, ["Đơn vị", "Trước hạn", "Đúng hạn", "Quá hạn"]);
    assert_eq!(stacked.rows[1].cells, ["3", "0", "1"]);
    assert_eq!(two_lines(7).table.rows.len(), 7);
}

#[test]
fn a_gap_in_the_data_is_a_gap_in_the_line() {
    let svg = two_lines(7).svg;
    // Before the gap two points, after it four: two runs for the first series, one for the second.
    assert_eq!(svg.matches("<polyline").count(), 3, "{svg}");
}

#[test]
fn many_days_have_no_markers_and_few_labels() {
    let year = two_lines(366).svg;
    assert!(!year.contains("chart-marker\" d="), "no markers in the plot");
    assert!(year.contains(">01/03<") && year.contains(">366/03<"));
    assert!(year.len() < 20_000, "{} bytes", year.len());
}

#[test]
fn charts_of_nothing_are_still_charts() {
    let empty = [
        bars(&WORDS, "x", &[], None, None, &plain).svg,
        stacked(&WORDS, &[], &[], &plain).svg,
        lines(&WORDS, &[], &[], None, &plain).svg,
        lines(&WORDS, &days(1), &[Series::new("x", vec![Some(0)])], None, &plain).svg,
        sparkline("x", &[]),
        sparkline("x", &[Some(0)]),
    ];
    for svg in empty {
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"), "{svg}");
    }
}
