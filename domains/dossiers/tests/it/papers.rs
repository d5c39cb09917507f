//! The papers that are made of a dossier.

use crate::city::{City, HANG_BAI, PHUC_XA, confirm, on_both, pack, stay_in};
use dossiers::{PaperOrder, PaperWish, Printer};
use kernel::PaperId;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use store::jobs::Runner;

type Printed = Arc<Mutex<Vec<(String, Value)>>>;

/// A runner whose printer keeps what it is asked for.
fn print_shop(city: &City) -> (Runner, Printed) {
    let printed: Printed = Arc::default();
    let tray = Arc::clone(&printed);
    let printer: Printer = Arc::new(move |_, actor, order: &PaperOrder| {
        tray.lock().unwrap().push((order.template.clone(), order.body.clone()));
        Ok(actor.new_id::<PaperId>())
    });
    let messages =
        Arc::new(i18n::Catalogue::from_pack(pack()).unwrap_or_else(|problems| panic!("{}", country::report(&problems))));
    let handler = dossiers::paper_handler(Arc::clone(&city.catalogue), messages, city.base.context.clone(), printer);
    (Runner::new(city.store.clone(), city.base.clock.clone()).handler(dossiers::PAPER, handler), printed)
}

fn run(runner: &Runner) {
    while runner.run_due().expect("jobs run") > 0 {}
}

#[test]
fn receipt_and_notice_say_what_happened() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        let (runner, printed) = print_shop(&city);
        run(&runner);
        assert!(printed.lock().unwrap().is_empty(), "a filing makes no paper yet");
        let officer = city.one_stop(PHUC_XA);
        city.receives(&officer, sent.id, &["dwelling"]).expect("received");
        run(&runner);
        let (template, receipt) = printed.lock().unwrap().pop().expect("a receipt");
        assert_eq!(
            (template.as_str(), &receipt["dossier-code"], &receipt["fee"]),
            ("receipt", &json!(sent.code), &json!("7.000 ₫"))
        );
        assert_eq!(
            receipt["components"][0],
            json!({ "name": "Giấy tờ chứng minh chỗ ở hợp pháp", "form": "Bản chính", "quantity": 1 })
        );
        assert_eq!(receipt["limit"], json!("3 ngày làm việc kể từ khi nhận đủ hồ sơ"));
        assert_eq!(receipt["due"], json!({ "year": 2025, "month": 3, "day": 11, "hour": 17, "minute": 0 }));
        assert_eq!(receipt["applicant"]["name"], json!("Nguyễn Thị Ví Dụ"));

        city.grants(&officer, sent.id).expect("granted");
        run(&runner);
        let (template, notice) = printed.lock().unwrap().pop().expect("a notice");
        assert_eq!((template.as_str(), &notice["person"]["sex"]), ("ct08", &json!("Nữ")));
        assert_eq!((&notice["effective-from"], &notice["effective-until"]), (&json!("2025-03-10"), &json!("2026-03-10")));
        assert!(
            notice["address"].as_str().is_some_and(|address| address.starts_with("Số 12 Ngõ Ví Dụ, ")),
            "{}",
            notice["address"]
        );
        let kinds: Vec<PaperWish> =
            city.opens(&city.citizen(an), sent.id).expect("theirs").papers.iter().map(|paper| paper.kind).collect();
        assert_eq!(kinds, [PaperWish::Receipt, PaperWish::Result]);
    });
}

#[test]
fn the_confirmation_lists_the_household() {
    on_both(|city| {
        let head = city.born("Nguyễn Thị Ví Dụ", kernel::Sex::Female, "1985-01-15");
        let child = city.born("Trần Minh Con", kernel::Sex::Male, "2015-06");
        city.household(PHUC_XA, "Số 3 Phố Mẫu", &[(head, register::Relation::Head), (child, register::Relation::Child)]);
        let sent = city.files(head, "residence-confirmation", confirm()).expect("filed");
        let officer = city.one_stop(PHUC_XA);
        city.receives(&officer, sent.id, &[]).expect("received");
        city.grants(&officer, sent.id).expect("granted");
        let (runner, printed) = print_shop(&city);
        run(&runner);
        let papers = std::mem::take(&mut *printed.lock().unwrap());
        assert_eq!(papers.iter().map(|(template, _)| template.as_str()).collect::<Vec<_>>(), ["receipt", "ct07"]);
        assert_eq!(papers[0].1["fee"], Value::Null);
        let confirmation = &papers[1].1;
        assert_eq!(confirmation["head"]["name"], json!("Nguyễn Thị Ví Dụ"));
        assert_eq!(confirmation["members"][0]["name"], json!("Trần Minh Con"));
        assert_eq!(
            (&confirmation["members"][0]["birth"], &confirmation["members"][0]["relation"]),
            (&json!("2015-06"), &json!("Con"))
        );
        assert_eq!(confirmation["purpose"], json!("Nhập học cho con"));
    });
}

#[test]
fn a_job_that_runs_twice_makes_one_paper() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        let officer = city.one_stop(PHUC_XA);
        city.asks(&officer, sent.id, &["Thiếu hợp đồng"]).expect("asked");
        let job = city.store.read_blocking(|tx| store::jobs::list(tx, false, 0, 10)).expect("jobs").remove(0);
        let (runner, printed) = print_shop(&city);
        run(&runner);
        assert_eq!(printed.lock().unwrap()[0].1["defects"], json!(["Thiếu hợp đồng"]));
        let payload: Value = serde_json::from_str(&job.payload).expect("JSON");
        let now = city.now();
        city.act(move |tx| Ok(tx.enqueue(&store::Job::new(dossiers::PAPER, &payload)?, now)?)).expect("the same job once more");
        run(&runner);
        assert_eq!(printed.lock().unwrap().len(), 1);
    });
}
