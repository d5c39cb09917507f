use super::*;
use kernel::{Instant, SeededRandom};
use lopdf::{Document, Object};
use serde_json::json;

/// Every letter of the Vietnamese alphabet with every tone, small and capital.
const LETTERS: &str = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";

fn templates() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../country/vn/papers");
    let files = std::fs::read_dir(folder).expect("the pack's papers");
    let paths =
        files.map(|file| file.expect("a file").path()).filter(|path| path.extension().is_some_and(|ending| ending == "typ"));
    paths
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a template is text"))
        })
        .collect()
}

fn agency() -> Agency {
    Agency {
        superior: Some("UBND quận Ba Đình".to_owned()),
        name: "UBND phường Phúc Xá".to_owned(),
        desk: Some("Bộ phận tiếp nhận và trả kết quả".to_owned()),
        place: "Phúc Xá".to_owned(),
    }
}

fn refusal(address: &str) -> serde_json::Value {
    json!({
        "dossier-code": "000.00.01.H26-220901-0123",
        "applicant": { "name": "Nguyễn Thị Ví Dụ", "personal-number": "001199012345", "address": address, "phone": null, "email": null },
        "procedure": "Đăng ký tạm trú",
        "grounds": ["Không thuộc thẩm quyền."],
        "legal-basis": null,
        "officer": "Phạm Thị Một Cửa",
    })
}

fn print(press: &Press, kind: &str, body: &serde_json::Value) -> Result<Vec<u8>, PressError> {
    let code = Code::draw(&SeededRandom::new(3));
    let proof = Proof {
        kind,
        agency: &agency(),
        number: Some(123),
        date: Instant::from_micros(1_662_000_000_000_000).into(),
        code,
        verify_url: &format!("https://dichvucong.example/verify/{code}"),
        specimen: false,
        body,
    };
    press.print(&proof)
}

fn text_of(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("the text of the pages");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_vietnamese_letter_is_printed() {
    let fonts = fonts::load();
    assert_eq!(fonts.len(), 4);
    let letters = LETTERS.chars().flat_map(|letter| letter.to_lowercase().chain(letter.to_uppercase()));
    for letter in letters.chain("–…“”₫/.,:;()[]%0123456789".chars()) {
        for font in &fonts {
            assert!(font.info().coverage.contains(u32::from(letter)), "{letter} in {:?}", font.post_script_name());
        }
    }
    let press = Press::new(templates());
    let body = refusal(&format!("{} {}", LETTERS, LETTERS.to_uppercase()));
    let printed = text_of(&print(&press, "refusal", &body).expect("it prints")).replace(' ', "");
    assert!(printed.contains(LETTERS), "{printed}");
    assert!(printed.contains(&LETTERS.to_uppercase()), "{printed}");
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let once = print(&Press::new(templates()), "refusal", &refusal("Số 1 Phố Mẫu")).expect("it prints");
    let press = Press::new(templates());
    for address in ["Số 2 Phố Mẫu", "Số 1 Phố Mẫu"] {
        let again = print(&press, "refusal", &refusal(address)).expect("it prints");
        assert_eq!(again == once, address == "Số 1 Phố Mẫu");
    }
}

#[test]
fn the_pdf_is_tagged_archival_and_accessible() {
    let pdf = print(&Press::new(templates()), "refusal", &refusal("Số 1 Phố Mẫu")).expect("it prints");
    let document = Document::load_mem(&pdf).expect("a PDF");
    let catalog = document.catalog().expect("a catalog");
    let marked = document.get_dict_in_dict(catalog, b"MarkInfo").and_then(|info| info.get(b"Marked")).expect("marked");
    assert_eq!(marked, &Object::Boolean(true));
    assert!(catalog.has(b"StructTreeRoot"));
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"vi-VN");
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let stream = document.get_object(metadata).and_then(Object::as_stream).expect("a stream");
    let metadata = String::from_utf8_lossy(&stream.content).into_owned();
    for claim in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(metadata.contains(claim), "{claim} in {metadata}");
    }
}

#[test]
fn what_no_typeface_has_becomes_a_question_mark() {
    let body = refusal("Số 1 😀 Phố M\u{1ea7}\u{302}u \u{202e}gnort\u{202c}, \u{4f60}\u{597d}");
    let printed = text_of(&print(&Press::new(templates()), "refusal", &body).expect("it prints"));
    assert!(printed.contains("Số 1 ? Phố"), "{printed}");
    assert!(printed.contains("gnort, ??"), "{printed}");
}

#[test]
fn decomposed_text_is_printed_composed() {
    let decomposed = "Nguye\u{302}\u{303}n \u{110}a\u{323}\u{306}ng";
    let printed = text_of(&print(&Press::new(templates()), "refusal", &refusal(decomposed)).expect("it prints"));
    assert!(printed.contains("Nguyễn Đặng"), "{printed}");
}

#[test]
fn a_text_is_never_markup() {
    let address = "#panic(\"x\") *đậm* $x$ https://example.org @ref <nhãn> `mã` \\";
    let printed = text_of(&print(&Press::new(templates()), "refusal", &refusal(address)).expect("it prints"));
    assert!(printed.contains("#panic(\"x\") *đậm* $x$ https://example.org @ref <nhãn>"), "{printed}");
}

#[test]
fn a_long_list_runs_over_pages_that_all_carry_the_code() {
    let mut body = refusal("Số 1 Phố Mẫu");
    body["grounds"] =
        (1..=80).map(|number| json!(format!("Căn cứ thứ {number} không đáp ứng yêu cầu của thủ tục này."))).collect();
    let pdf = print(&Press::new(templates()), "refusal", &body).expect("it prints");
    let document = Document::load_mem(&pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    assert!(pages.len() >= 3, "{} pages", pages.len());
    let code = Code::draw(&SeededRandom::new(3)).to_string();
    for page in pages {
        let text = document.extract_text(&[page]).expect("the text of a page");
        assert!(text.contains(&code), "page {page}: {text}");
    }
}

#[test]
fn what_does_not_fit_is_said_without_the_data() {
    let press = Press::new(templates());
    let unknown = print(&press, "no-such-paper", &json!({}));
    assert_eq!(unknown, Err(PressError::UnknownTemplate("no-such-paper".to_owned())));
    let missing = print(&press, "refusal", &json!({ "dossier-code": "x" })).expect_err("fields are missing");
    assert!(matches!(&missing, PressError::Template { place, .. } if place.starts_with("refusal.typ:")), "{missing}");

    let leaky = "#let data = json(\"data.json\")\n#panic(data.body.applicant.name)".to_owned();
    let leak = print(&Press::new([("leaky.typ".to_owned(), leaky)]), "leaky", &refusal("x")).expect_err("it panics");
    assert!(!leak.to_string().contains("Nguyễn"), "{leak}");
}

#[test]
fn a_template_cannot_reach_files_the_network_or_the_clock() {
    for reach in ["#read(\"/etc/passwd\")", "#import \"@preview/cetz:0.3.0\"", "#datetime.today()"] {
        let press = Press::new([("reach.typ".to_owned(), reach.to_owned())]);
        assert!(print(&press, "reach", &json!({})).is_err(), "{reach}");
    }
}
