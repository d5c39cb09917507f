//! Any file as a population roll: nothing panics, however the spreadsheet mangled it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use register::roll::{UnitBook, parse_anything};

// The header is given, or the fuzzer would spend its life on finding one.
const HEADER: &[u8] = "STT;Họ và tên;Ngày sinh;Giới tính;Số định danh;Số CMND;Quan hệ với chủ hộ;Địa chỉ;Mã xã;Ghi chú\n".as_bytes();

fuzz_target!(|bytes: &[u8]| {
    let units = UnitBook::empty();
    let _ = parse_anything(bytes, &units);
    let mut with_header = HEADER.to_vec();
    with_header.extend_from_slice(bytes);
    let _ = parse_anything(&with_header, &units);
});
