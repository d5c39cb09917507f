//! One filled example of every form, about nobody.

use kernel::Instant;
use papers::forms::{
    Applicant, Component, Contact, Head, Member, Receipt, Refusal, ResidenceConfirmation, ResidenceNotice, Resident, Signatory,
    Supplement,
};

const DOSSIER: &str = "000.00.01.H26-250306-0123";
const ADDRESS: &str = "Số 1 Phố Mẫu, phường Phúc Xá, quận Ba Đình, thành phố Hà Nội";
const RECEIVED: Instant = Instant::from_micros(1_741_226_400_000_000);

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn applicant() -> Applicant {
    Applicant {
        name: "Nguyễn Thị Ví Dụ".to_owned(),
        personal_number: some("001199012345"),
        address: some(ADDRESS),
        phone: some("0900 000 000"),
        email: None,
    }
}

fn component(name: &str, form: &str) -> Component {
    Component { name: name.to_owned(), form: form.to_owned(), quantity: 1 }
}

pub(crate) fn receipt() -> Receipt {
    Receipt {
        dossier_code: DOSSIER.to_owned(),
        applicant: applicant(),
        procedure: "Đăng ký tạm trú".to_owned(),
        components: vec![
            component("Tờ khai thay đổi thông tin cư trú (CT01)", "Bản điện tử"),
            component("Hợp đồng thuê nhà", "Bản sao chứng thực"),
        ],
        sets: 1,
        fee: some("7.000 ₫ (đã thanh toán trực tuyến)"),
        limit: "03 ngày làm việc".to_owned(),
        received: RECEIVED.into(),
        due: RECEIVED.plus_seconds(5 * 86_400).into(),
        delivery: "Trực tuyến".to_owned(),
        online: true,
        officer: some("Phạm Thị Một Cửa"),
    }
}

pub(crate) fn supplement() -> Supplement {
    Supplement {
        dossier_code: DOSSIER.to_owned(),
        applicant: applicant(),
        procedure: "Đăng ký tạm trú".to_owned(),
        defects: vec![
            "Hợp đồng thuê nhà thiếu chữ ký của bên cho thuê (trang 2).".to_owned(),
            "Ảnh chụp giấy tờ chỗ ở bị mờ.".to_owned(),
        ],
        reason: "Hồ sơ chưa đủ căn cứ để giải quyết".to_owned(),
        deadline: Some(RECEIVED.plus_seconds(10 * 86_400).into()),
        contact: Contact { name: "Phạm Thị Một Cửa".to_owned(), phone: some("024 0000 0000") },
        officer: some("Phạm Thị Một Cửa"),
    }
}

pub(crate) fn refusal() -> Refusal {
    Refusal {
        dossier_code: DOSSIER.to_owned(),
        applicant: applicant(),
        procedure: "Đăng ký tạm trú".to_owned(),
        grounds: vec!["Chỗ ở thuộc địa điểm không được đăng ký thường trú, tạm trú mới.".to_owned()],
        legal_basis: some("Luật Cư trú năm 2020, Điều 23"),
        officer: some("Phạm Thị Một Cửa"),
    }
}

fn resident() -> Resident {
    Resident {
        name: "Nguyễn Thị Ví Dụ".to_owned(),
        birth: "1999-01-15".to_owned(),
        sex: "Nữ".to_owned(),
        personal_number: some("001199012345"),
        ethnicity: some("Kinh"),
        religion: some("Không"),
        nationality: some("Việt Nam"),
        origin: some("Xã Mẫu, huyện Ví Dụ, tỉnh Nam Định"),
    }
}

fn head() -> Head {
    Head { name: some("Trần Văn Mẫu"), relation: some("Vợ"), personal_number: some("036062000001") }
}

fn members() -> Vec<Member> {
    vec![
        Member {
            name: "Trần Văn Mẫu".to_owned(),
            birth: "1962".to_owned(),
            sex: "Nam".to_owned(),
            personal_number: some("036062000001"),
            relation: "Chủ hộ".to_owned(),
        },
        Member {
            name: "Trần Nguyễn Đường Quỳnh Như".to_owned(),
            birth: "2015-06".to_owned(),
            sex: "Nữ".to_owned(),
            personal_number: None,
            relation: "Con".to_owned(),
        },
    ]
}

fn signatory() -> Signatory {
    Signatory { title: "Trưởng Công an phường".to_owned(), name: "Lê Quang Thử".to_owned() }
}

pub(crate) fn confirmation() -> ResidenceConfirmation {
    ResidenceConfirmation {
        person: resident(),
        permanent: some(ADDRESS),
        temporary: None,
        current: some(ADDRESS),
        head: head(),
        members: members(),
        other: None,
        purpose: some("Làm thủ tục nhập học cho con"),
        valid_until: Some("2026-03-06".parse().expect("a date")),
        signatory: signatory(),
    }
}

pub(crate) fn notice() -> ResidenceNotice {
    ResidenceNotice {
        person: resident(),
        dossier_code: DOSSIER.to_owned(),
        procedure: "đăng ký tạm trú".to_owned(),
        result: "Đã đăng ký tạm trú".to_owned(),
        address: some(ADDRESS),
        effective_from: Some("2025-03-10".parse().expect("a date")),
        effective_until: Some("2027-03-09".parse().expect("a date")),
        head: head(),
        members: members(),
        reason: None,
        signatory: signatory(),
    }
}
