//! CSV as it comes.

use crate::people::person;
use linkage::{Error, Model, Options, Reason, Table, link, read_list, write_clusters, write_pairs, write_rejected};
use std::path::PathBuf;

struct File(PathBuf);

impl File {
    fn of(name: &str, bytes: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("linkage-{}-{name}.csv", std::process::id()));
        std::fs::write(&path, bytes).expect("the folder for temporary files is writable");
        Self(path)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn read(name: &str, bytes: &[u8], threads: usize) -> Result<(Table, linkage::ListReport), Error> {
    let model = Model::vietnamese();
    let mut table = Table::new(&model)?;
    let file = File::of(name, bytes);
    let report = read_list(&file.0, &model, &mut table, threads, &|_| {})?;
    Ok((table, report))
}

#[test]
fn vietnamese_headers_with_semicolons_and_a_byte_order_mark_are_read() {
    let text = "\u{FEFF}STT;Họ và tên;Ngày, tháng, năm sinh;Giới tính;Số CCCD/CMND;Địa chỉ;Ghi chú\r\n\
                1;Nguyễn Thị Thu Hương;09/05/1962;Nữ;001162012345;12 Lê Lợi;\r\n\
                2;\"Trần Văn; Bình\";1970;Nam;;;\r\n";
    let (table, report) = read("vn", text.as_bytes(), 1).expect("a list");
    assert_eq!((report.taken, report.rejected), (2, 0));
    assert_eq!(report.ignored, ["Ghi chú"]);
    assert_eq!(table.id(1), "2");
    let taken: Vec<&str> = report.columns.iter().map(|(column, _)| column.as_str()).collect();
    assert_eq!(taken, ["family", "middle", "given", "birth", "sex", "address", "number"]);
}

#[test]
fn tabs_and_english_headers_are_read() {
    let text = "Full name\tDate of birth\tPhone\nAnn Lee\t1990-01-02\t0912345678\n";
    let (table, report) = read("tabs", text.as_bytes(), 2).expect("a list");
    assert_eq!((report.taken, report.has_ids), (1, false));
    assert_eq!(table.id(0), "2", "the line stands for the id that is missing");
}

#[test]
fn lines_that_cannot_be_taken_are_told_with_their_reason() {
    let text = b"id,family,given,dob\n1,Le,An,1990\n2,Le\n3,L\xC3,An,1990\n4,,,\n5,Le,Binh,1991\n";
    let (table, report) = read("rejected", text, 2).expect("a list");
    assert_eq!((report.taken, table.len(), report.rejected), (2, 2, 3));
    let reasons: Vec<(u64, Reason)> = report.lines.iter().map(|line| (line.line, line.reason)).collect();
    assert_eq!(reasons, [(3, Reason::OtherNumberOfFields), (4, Reason::NotUtf8), (5, Reason::Empty)]);
    let mut written = Vec::new();
    write_rejected(&report, &mut written).expect("memory");
    let written = String::from_utf8(written).expect("text");
    assert!(written.contains("3,another number of fields than the header"), "{written}");
}

#[test]
fn a_file_that_is_no_list_is_refused_in_words() {
    let refused = |bytes: &[u8]| read("refused", bytes, 2).err().expect("refused").to_string();
    assert!(refused(b"colour,shape\nred,round\n").contains("colour, shape"));
    assert!(refused(&[0xFF, 0xFE, b'a', 0]).contains("UTF-16"));
    assert!(refused(b"").contains("fewer than two columns"));
    let missing = read_list(
        &std::env::temp_dir().join("linkage-no-such-file.csv"),
        &Model::vietnamese(),
        &mut Table::new(&Model::vietnamese()).expect("good"),
        2,
        &|_| {},
    );
    assert!(matches!(missing, Err(Error::File(_))));
}

#[test]
fn a_list_gives_the_same_table_on_one_thread_and_on_many_and_writes_what_it_found() {
    let mut text = String::from("rec_id,family_name,middle_name,given_name,dob,sex,unit_code,address,national_id,phone\n");
    for turn in 0..9000_u64 {
        // Every tenth record comes twice.
        let person = person(if turn % 10 == 9 { turn - 1 } else { turn });
        text.push_str(&format!("r{turn},{}\n", person.values().join(",")));
    }
    let outcome = |threads: usize| {
        let model = Model::vietnamese();
        let (mut table, report) = read(&format!("threads-{threads}"), text.as_bytes(), threads).expect("a list");
        assert_eq!(report.taken, 9000);
        let linked = link(&model, &mut table, &Options { threads, ..Options::default() }, &|_, _, _| {}).expect("linked");
        let (mut pairs, mut clusters) = (Vec::new(), Vec::new());
        write_pairs(&model, &table, &linked, &mut pairs).expect("memory");
        write_clusters(&table, &linked, &mut clusters).expect("memory");
        (String::from_utf8(pairs).expect("text"), String::from_utf8(clusters).expect("text"))
    };
    let (pairs, clusters) = outcome(1);
    assert_eq!((pairs.clone(), clusters.clone()), outcome(3));
    assert_eq!(clusters.lines().count(), 1 + 1800);
    assert!(pairs.starts_with("id_1,id_2,probability,score,verdict,given,given m,given u,given weight,"), "{pairs:.120}");
    let certain = pairs.lines().filter(|line| line.contains(",certain,")).count();
    assert!(certain >= 850, "{certain} of 900");
}
