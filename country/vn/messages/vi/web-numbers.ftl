# Bàn dân cư: người thứ hai, số định danh.

## Người thứ hai: đề nghị chờ duyệt

web-place-requests = Chờ duyệt
web-place-numbers = Số định danh
web-request-list-lead = Việc một cán bộ đề nghị và cán bộ khác quyết định. Không ai duyệt đề nghị của chính mình.
web-request-kind = Việc
web-request-number-replacement = Hủy và cấp lại số định danh
web-request-person = Người liên quan
web-request-asked-by = Người đề nghị
web-request-asked-at = Lúc
web-request-decided-by = Người quyết định
web-request-reason = Lời người đề nghị
web-request-remark = Ý kiến
web-request-none = Không có đề nghị nào
web-request-none-text = Khi có cán bộ đề nghị việc cần người thứ hai, việc đó hiện ở đây.
web-request-state-open = Đang chờ
web-request-state-approved = Đã duyệt
web-request-state-refused = Không duyệt
web-request-state-withdrawn = Đã rút
web-request-changes = Sẽ thay đổi
web-request-about = Về đề nghị
web-request-own = Đây là đề nghị của ông/bà. Một cán bộ khác sẽ quyết định.
web-request-new-number = Số mới, cấp khi duyệt. Nơi đăng ký khai sinh: { $place }
web-request-act-approve = Duyệt
web-request-act-refuse = Không duyệt
web-request-act-withdraw = Rút đề nghị
web-request-lead-approve = Thay đổi được thực hiện ngay và ghi vào lịch sử với tên cả hai cán bộ.
web-request-lead-refuse = Người đề nghị đọc được lý do.
web-request-lead-withdraw = Không có gì thay đổi; có thể đề nghị lại.
web-request-do-approve = Duyệt và thực hiện
web-request-do-refuse = Không duyệt
web-request-do-withdraw = Rút đề nghị
web-done-request-asked = Đã gửi đề nghị cho cán bộ thứ hai.
web-done-request-approved = Đã duyệt và thực hiện.
web-done-request-refused = Đã từ chối đề nghị.
web-done-request-withdrawn = Đã rút đề nghị.
web-change-number-issued = Cấp số định danh
web-change-number-replaced = Hủy và cấp lại số định danh

## Thay số định danh

web-number-title = Thay số định danh
web-number-lead = Số định danh theo người suốt đời. Luật chỉ cho hủy và cấp lại trong vài trường hợp; số cũ vẫn tìm ra người này và không cấp cho ai nữa.
web-number-why = Căn cứ
web-number-ground = Căn cứ theo luật
web-number-right = Thông tin đúng
web-number-sex = Giới tính đúng
web-number-sex-hint = Chỉ khi xác định lại giới tính
web-number-birth = Ngày sinh đúng
web-number-birth-hint = Chỉ khi cải chính năm sinh. Không biết ngày, tháng thì chỉ ghi năm.
web-number-place = Nơi đăng ký khai sinh trong số mới
web-number-place-same = Như số cũ
web-number-second = Gửi cán bộ thứ hai
web-number-send = Gửi đề nghị

## Cấp và kiểm tra số hàng loạt

web-run-lead = Cấp số cho người có nơi cư trú mà chưa có số, và tìm số trái với giới tính, năm sinh, nơi đăng ký khai sinh.
web-run-new = Chạy mới
web-run-kind = Việc
web-run-dry-run = Cấp thử
web-run-issue = Cấp số
web-run-check = Kiểm tra cấu trúc số
web-run-hint-dry-run = Cho biết ai sẽ được cấp và ai thiếu dữ liệu; không thay đổi gì.
web-run-hint-issue = Mỗi người đủ dữ liệu được cấp một số, ghi vào lịch sử của người đó.
web-run-hint-check = Chỉ tìm; việc sửa làm ở hồ sơ từng người.
web-run-start = Bắt đầu
web-run-list = Các lần chạy
web-run-none = Chưa có lần chạy nào
web-run-none-text = Nên cấp thử trước để biết ai còn thiếu dữ liệu.
web-run-over = Đã xong
web-run-going = Đang chạy
web-run-going-text = Đang chạy từng phần. Có thể rời trang này; việc vẫn tiếp tục.
web-run-refresh = Xem lại
web-run-looked-at = Đã xem
web-run-done = Được cấp
web-run-found = Cần xử lý
web-run-report = Kết quả từng người
web-run-no-lines = Chưa có dòng nào
web-run-no-lines-text = Người được cấp số và người cần xử lý sẽ hiện ở đây.
web-run-outcome = Kết quả
web-run-code = Mã
web-run-outcome-issued = Đã cấp số
web-run-outcome-would-be-issued = Sẽ được cấp
web-run-outcome-birth-registration-missing = Thiếu nơi đăng ký khai sinh
web-run-outcome-birth-registration-unclear = Nơi đăng ký khai sinh không rõ tỉnh, thành phố
web-run-outcome-birth-year-outside = Năm sinh ngoài khoảng của số định danh
web-run-outcome-not-a-citizen = Không phải công dân Việt Nam
web-run-outcome-no-residence = Không có nơi cư trú
web-run-outcome-none-free = Hết số trống của nơi và năm này
web-run-outcome-sex = Số trái giới tính
web-run-outcome-century = Số trái thế kỷ sinh
web-run-outcome-birth-year = Số trái năm sinh
web-run-outcome-sex-and-century = Số trái giới tính và thế kỷ
web-run-outcome-sex-and-birth-year = Số trái giới tính và năm sinh
web-run-outcome-place = Số trái nơi đăng ký khai sinh
web-run-outcome-place-unknown = Mã nơi không phải tỉnh, thành phố nào
web-done-run-started = Đã bắt đầu.

## Trích xuất

web-request-export = Trích xuất danh sách
web-export-title = Trích xuất danh sách
web-export-lead = Danh sách cư dân của một đơn vị, lấy ra ngoài với sự đồng ý của cán bộ thứ hai. Mỗi người trong danh sách đọc được ai lấy và vì sao.
web-export-new = Đề nghị một danh sách
web-export-format = Dạng tệp
web-export-as-csv = CSV
web-export-as-parquet = Parquet
web-export-hint-csv = Cho bảng tính; nhập lại được
web-export-hint-parquet = Cho công cụ phân tích; cột có kiểu
web-export-noted = Cán bộ khác phải duyệt. Mỗi lần tải về đều được ghi.
web-export-send = Gửi đề nghị
web-export-mine = Danh sách tôi đã đề nghị
web-export-none = Chưa có danh sách nào
web-export-none-text = Danh sách đã được duyệt sẽ tải về được ở đây.
web-export-people = Số người
web-export-file = Tệp
web-export-ready = Tải về được
web-export-not-there = Đang ghi, hoặc đã hết hạn
web-export-until = Tải được đến { $until }
