# Những từ quanh mọi trang và trong các thành phần giao diện.

web-site-description = Một cửa: nộp hồ sơ, theo dõi, nhận kết quả và xem ai đã truy cập dữ liệu của mình.
web-motto = Một cửa cho mọi thủ tục
web-skip = Đến nội dung chính
web-main-places = Các mục chính
web-crumbs = Đường dẫn
web-language = Ngôn ngữ
web-sign-in = Đăng nhập
web-sign-out = Đăng xuất
web-search = Tìm kiếm
web-loading = Đang tải…
web-change = Sửa
web-open = Mở
web-save = Lưu
web-cancel = Hủy
web-continue = Tiếp tục
web-print = In
web-all = Tất cả
web-from-date = Từ ngày
web-until-date = Đến ngày
web-unit = Đơn vị
web-state = Trạng thái
web-show = Xem

## Nơi có thể đến

web-place-services = Thủ tục
web-place-track = Tra cứu hồ sơ
web-place-verify = Kiểm tra giấy tờ
web-place-open = Số liệu mở
web-place-me = Của tôi
web-place-my-dossiers = Hồ sơ
web-place-apply = Nộp mới
web-place-inbox = Hộp thư
web-place-my-record = Thông tin
web-place-my-household = Hộ gia đình của tôi
web-place-my-access = Ai đã xem dữ liệu của tôi
web-place-my-security = Mật khẩu và bảo mật
web-place-my-sessions = Thiết bị đang đăng nhập
web-place-counter = Một cửa
web-place-register = Dân cư
web-place-steering = Điều hành
web-place-admin = Quản trị
web-place-admin-staff = Cán bộ
web-place-admin-units = Đơn vị
web-place-admin-jobs = Việc nền
web-place-admin-audit = Nhật ký

## Chân trang

web-foot-about = Nền tảng hành chính theo Đề án 06: dân cư, căn cước, dịch vụ công, ở cùng một nơi.
web-foot-demo = Đây là thành phố mẫu: không ai ở đây là người thật.
web-foot-find = Tìm nhanh
web-foot-rules = Quy định
web-foot-legal = Pháp lý và dữ liệu cá nhân
web-foot-accessibility = Khả năng tiếp cận
web-foot-staff-sign-in = Cán bộ đăng nhập
web-foot-staff = OneDoor – chỉ dùng cho công vụ. Mọi lần xem dữ liệu cá nhân đều được ghi lại.

## Biểu mẫu

web-optional = (không bắt buộc)
web-error-before = Lỗi:
web-error-summary = Cần sửa trước khi tiếp tục
web-day = Ngày
web-month = Tháng
web-year = Năm
web-steps = Các bước
web-export-csv = Tải CSV
web-pages = Trang của danh sách
web-pages-total = { $count } dòng
web-page-previous = Trước
web-page-next = Sau
web-page-number = Trang { $number }
web-required-answer = Vui lòng điền ô này.

## Dữ liệu hay gặp

web-full-name = Họ và tên
web-personal-number = Số định danh
web-birth-date = Ngày sinh
web-sex = Giới tính
web-phone = Số điện thoại
web-email = Thư điện tử
web-address = Địa chỉ
web-permanent-residence = Nơi thường trú
web-temporary-residence = Nơi tạm trú
web-dossier-code = Mã hồ sơ
web-service = Thủ tục
web-applicant = Người nộp
web-fee = Lệ phí
web-when = Thời gian
web-who = Ai
web-online = Trực tuyến
web-reason = Lý do
web-free = Miễn phí

## Trạng thái hồ sơ

web-dossier-state-draft = Bản nháp
web-dossier-state-submitted = Đã nộp
web-dossier-state-new = Mới nộp
web-dossier-state-received = Đã tiếp nhận
web-dossier-state-not-received = Không tiếp nhận
web-dossier-state-processing = Đang giải quyết
web-dossier-state-supplement = Chờ bổ sung
web-dossier-state-payment = Chờ nộp phí
web-dossier-state-withdrawn = Đã rút
web-dossier-state-stopped = Dừng giải quyết
web-dossier-state-processed = Đã có kết quả
web-dossier-state-returned = Đã trả kết quả
web-dossier-state-refused = Bị từ chối

## Các bước của tờ khai

web-step-check = Thông tin đã có
web-step-fill = Điền tờ khai
web-step-review = Xem lại
web-step-sent = Đã gửi

## Trang thành phần

web-gallery-title = Thành phần giao diện
web-gallery-lead = Mọi thành phần ở mọi trạng thái, để xem và để kiểm thử.
web-gallery-name = Họ và tên
web-gallery-do = Thực hiện
web-gallery-sentence = Một câu ngắn giải thích điều cần biết ở đây.
web-gallery-wrong = Thông tin này chưa đúng, vui lòng kiểm tra lại.
web-gallery-empty = Chưa có gì ở đây
web-gallery-table = Hồ sơ gần đây
web-gallery-stat = Hồ sơ trong kỳ

## Trang lỗi

web-error-home = Về trang chủ
web-error-back = Thử lại trang này
web-error-code = Mã { $status }
web-error-help-track = Tra cứu hồ sơ
web-offline-title = Đang mất kết nối
web-offline-text = Thiết bị chưa kết nối được mạng. Những gì đã lưu nháp vẫn còn trên máy chủ; hãy thử lại khi có mạng.

## Việc vừa làm xong

web-done-draft-saved = Đã lưu bản nháp.
web-done-draft-discarded = Đã xóa bản nháp.
web-done-submitted = Đã nộp hồ sơ.
web-done-supplemented = Đã gửi phần bổ sung.
web-done-withdrawn = Đã rút hồ sơ.
web-done-consent-given = Đã ghi nhận sự đồng ý.
web-done-consent-denied = Đã ghi nhận việc không đồng ý.
web-done-session-ended = Đã đăng xuất thiết bị đó.
web-done-password-changed = Đã đổi mật khẩu.
web-done-totp-added = Đã bật mã xác thực.
web-done-factor-removed = Đã gỡ phương thức đăng nhập.
web-done-received = Đã tiếp nhận hồ sơ.
web-done-declined = Đã trả lại hồ sơ, không tiếp nhận.
web-done-supplement-asked = Đã gửi yêu cầu bổ sung.
web-done-forwarded = Đã chuyển bước tiếp theo.
web-done-granted = Đã duyệt hồ sơ.
web-done-refused = Đã từ chối hồ sơ.
web-done-returned = Đã trả kết quả.
web-done-job-retried = Việc nền sẽ chạy lại ngay.
web-done-staff-created = Đã thêm cán bộ.
web-done-staff-changed = Đã cập nhật cán bộ.
web-done-signed-out = Đã đăng xuất.
web-done-unit-corrected = Đã sửa đơn vị.

## Chung

web-choose = Chọn…
web-due = Hẹn { $when }
web-span = Từ { $from } đến { $until }
web-since = Từ { $from }
web-till = Đến { $until }
web-filed-at = Ngày nộp
web-due-at = Hẹn trả
web-step = Bước
web-channel = Cách nộp
web-channel-online = Nộp trực tuyến
web-channel-counter = Nộp tại quầy
web-purpose = Mục đích xem
web-keys = Phím tắt
web-key-search = tìm
web-key-move = lên, xuống
web-key-open = mở

## Điều đã xảy ra với một hồ sơ

web-act-past-submit = Đã nộp hồ sơ
web-act-past-receive = Đã tiếp nhận
web-act-past-decline = Không tiếp nhận
web-act-past-request-supplement = Yêu cầu bổ sung
web-act-past-answer-supplement = Đã bổ sung
web-act-past-give-consent = Chủ hộ đồng ý
web-act-past-deny-consent = Chủ hộ không đồng ý
web-act-past-forward = Chuyển bước tiếp theo
web-act-past-grant = Đã duyệt
web-act-past-refuse = Đã từ chối
web-act-past-return-result = Trả kết quả
web-act-past-withdraw = Người nộp rút hồ sơ
web-act-past-stop = Dừng vì không bổ sung đúng hạn
web-act-past-move-unit = Chuyển sang xã, phường mới sau sắp xếp
