//! Lists are linked from the command line, without a database.

use std::path::Path;
use std::process::{Command, Output};

const RESIDENTS: &str = "STT;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Địa chỉ;Màu\n\
    1;Nguyễn Thị Ví Dụ;09/05/1962;Nữ;001162012345;12 Lê Lợi;xanh\n\
    2;Trần Văn Mẫu;01/02/1970;Nam;001070012345;7 Quang Trung;đỏ\n\
    3;Lê Thử;1988\n";
const INSURED: &str = "id,full name,dob,sex,national id,address\n\
    a,NGUYEN THI VI DU,1962-05-09,Nữ,,so 12 duong Le Loi\n\
    b,Hoàng Khác,1991-03-03,Nam,001091000001,1 Kim Mã\n";

fn link(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onedoor"));
    command.current_dir(folder).arg("link").args(words).env("ONEDOOR_LOG", "error").output().expect("it runs")
}

/// Many people beside the few that matter, so that there is something to learn from.
fn crowd(first: &str, rows: impl Fn(u32) -> String) -> String {
    let mut text = first.to_owned();
    for turn in 10..600 {
        text.push_str(&rows(turn));
    }
    text
}

fn written(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("it was written")
}

#[test]
fn two_lists_in_two_languages_find_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = |turn: u32| {
        format!("{} {}", ["Phạm", "Vũ", "Bùi", "Đặng"][turn as usize % 4], ["Hải", "Sơn", "Mai", "Lan", "Yến"][turn as usize % 5])
    };
    let residents = crowd(RESIDENTS, |turn| {
        format!(
            "{turn};{};{:02}/{:02}/{};Nam;0010{:08};{turn} Láng Hạ;\n",
            name(turn),
            turn % 28 + 1,
            turn % 12 + 1,
            1940 + turn % 70,
            turn
        )
    });
    let insured = crowd(INSURED, |turn| {
        let turn = turn + 300;
        format!(
            "{turn},{},{}-{:02}-{:02},Nam,0010{:08},{turn} Láng Hạ\n",
            name(turn),
            1940 + turn % 70,
            turn % 12 + 1,
            turn % 28 + 1,
            turn
        )
    });
    std::fs::write(folder.path().join("residents.csv"), format!("\u{FEFF}{residents}")).expect("written");
    std::fs::write(folder.path().join("insured.csv"), insured).expect("written");

    let output = link(folder.path(), &["residents.csv", "insured.csv", "--unique", "--output", "json", "--into", "found"]);
    assert_eq!(output.status.code(), Some(3), "a line was rejected: {}", String::from_utf8_lossy(&output.stderr));
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&summary["records"], &summary["rejected"]), (&1184.into(), &1.into()));
    assert_eq!(summary["ignored_columns"], serde_json::json!(["Màu"]));

    assert_eq!(written(folder.path(), "found.rejected.csv").lines().nth(1), Some("4,another number of fields than the header"));
    let pairs = written(folder.path(), "found.pairs.csv");
    let pair = pairs.lines().find(|line| line.starts_with("1,a,")).expect("they found each other");
    assert!(pair.contains(",diacritics lost,") && (pair.contains(",likely,") || pair.contains(",certain,")), "{pair}");
    assert!(!pairs.lines().any(|line| line.starts_with("2,b,")));
    let clusters = written(folder.path(), "found.clusters.csv");
    let of =
        |id: &str| clusters.lines().find(|line| line.ends_with(id)).and_then(|line| line.split(',').next()).map(str::to_owned);
    assert_eq!(of(",1,1"), of(",2,a"));
    assert!(written(folder.path(), "found.weights.json").contains("\"prior\""));
}

#[test]
fn what_is_no_list_or_no_model_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("shapes.csv"), "colour,shape\nred,round\n").expect("written");
    std::fs::write(folder.path().join("model.json"), "{}").expect("written");
    let said = |words: &[&str], code: i32| {
        let output = link(folder.path(), words);
        assert_eq!(output.status.code(), Some(code));
        String::from_utf8(output.stderr).expect("text")
    };
    assert!(said(&["shapes.csv"], 1).contains("colour, shape"));
    assert!(said(&["nothing.csv"], 1).contains("nothing.csv"));
    assert!(said(&["shapes.csv", "--model", "model.json"], 1).contains("model.json"));
    assert!(said(&["shapes.csv", "--threshold", "2"], 2).contains("between 0 and 1"));
}

#[test]
fn decisions_are_looked_up_by_the_ids_of_the_lists() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("people.csv"), "id,full name,dob\n1,An Bình,1990-01-02\n2,Yên Ổn,1991-01-02\n")
        .expect("written");
    std::fs::write(folder.path().join("decided.csv"), "id_1,id_2,same\n1,3,yes\n").expect("written");
    let output = link(folder.path(), &["people.csv", "--decisions", "decided.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no record 3"));
    std::fs::write(folder.path().join("decided.csv"), "id_1,id_2,same\n1,2,không\n").expect("written");
    assert_eq!(link(folder.path(), &["people.csv", "--decisions", "decided.csv"]).status.code(), Some(0));
    assert_eq!(written(folder.path(), "people.clusters.csv"), "cluster,list,id\n");
}
