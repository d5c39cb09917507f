# Hồ sơ: trạng thái, việc đã làm, lỗi, tin nhắn, lời trên giấy tờ.

## Trạng thái
dossiers-state-new = Mới nộp
dossiers-state-received = Đã tiếp nhận
dossiers-state-not-received = Không tiếp nhận
dossiers-state-processing = Đang xử lý
dossiers-state-supplement = Chờ bổ sung
dossiers-state-payment = Chờ nộp phí, lệ phí
dossiers-state-withdrawn = Công dân đã rút
dossiers-state-stopped = Dừng xử lý
dossiers-state-processed = Đã xử lý xong
dossiers-state-returned = Đã trả kết quả

dossiers-outcome-granted = Đồng ý giải quyết
dossiers-outcome-refused = Từ chối giải quyết

dossiers-consent-not-needed = Không cần
dossiers-consent-pending = Chờ chủ hộ đồng ý
dossiers-consent-given = Chủ hộ đã đồng ý
dossiers-consent-declined = Chủ hộ không đồng ý

dossiers-channel-online = Trực tuyến
dossiers-channel-counter = Tại bộ phận một cửa

dossiers-version-draft = Bản thảo
dossiers-version-live = Đang áp dụng
dossiers-version-retired = Đã ngừng

## Việc đã làm
dossiers-act-submit = Nộp hồ sơ
dossiers-act-receive = Tiếp nhận hồ sơ
dossiers-act-decline = Không tiếp nhận hồ sơ
dossiers-act-request-supplement = Yêu cầu bổ sung hồ sơ
dossiers-act-answer-supplement = Bổ sung hồ sơ
dossiers-act-give-consent = Chủ hộ đồng ý
dossiers-act-deny-consent = Chủ hộ không đồng ý
dossiers-act-forward = Chuyển bước tiếp theo
dossiers-act-grant = Đồng ý giải quyết
dossiers-act-refuse = Từ chối giải quyết
dossiers-act-return-result = Trả kết quả
dossiers-act-withdraw = Rút hồ sơ
dossiers-act-stop = Dừng xử lý
dossiers-act-move-unit = Chuyển sang xã, phường mới

dossiers-delivery-online = Qua tài khoản điện tử
dossiers-delivery-counter = Tại bộ phận một cửa
dossiers-delivery-post = Qua bưu chính công ích

## Giấy tờ của hồ sơ
dossiers-paper-wish-receipt = Giấy tiếp nhận hồ sơ và hẹn trả kết quả
dossiers-paper-wish-supplement = Phiếu yêu cầu bổ sung hồ sơ
dossiers-paper-wish-refusal = Phiếu từ chối
dossiers-paper-wish-result = Kết quả giải quyết
dossiers-paper-fee = { $amount }
dossiers-paper-limit = { $days } ngày làm việc kể từ khi nhận đủ hồ sơ
dossiers-paper-delivery-online = Qua tài khoản điện tử của người nộp
dossiers-paper-delivery-counter = Tại bộ phận tiếp nhận và trả kết quả
dossiers-paper-form-original = Bản chính
dossiers-paper-form-copy = Bản sao
dossiers-paper-form-electronic = Bản điện tử
dossiers-paper-desk = Bộ phận tiếp nhận và trả kết quả
dossiers-paper-granted = Đã giải quyết: { $service }
dossiers-paper-signatory = Thủ trưởng cơ quan đăng ký cư trú
dossiers-paper-nationality-vn = Việt Nam

## Lỗi
dossiers-error-not-found = Không tìm thấy hồ sơ này.
dossiers-error-service-unknown = Không có dịch vụ này.
dossiers-error-service-not-offered = Dịch vụ này hiện không nhận hồ sơ. Xin mở lại danh mục dịch vụ.
dossiers-error-state = Hồ sơ đang ở trạng thái không cho phép việc này.
dossiers-error-step = Bước này của dịch vụ không có thẩm quyền làm việc đó.
dossiers-error-supplement-once = Hồ sơ đã được yêu cầu bổ sung một lần; không được yêu cầu lần nữa.
dossiers-error-supplement-late = Đã quá thời hạn bổ sung hồ sơ.
dossiers-error-supplement-running = Vẫn còn thời hạn bổ sung hồ sơ.
dossiers-error-consent-missing = Chưa có sự đồng ý của chủ hộ.
dossiers-error-consent-settled = Hồ sơ này không chờ ý kiến của chủ hộ.
dossiers-error-last-step = Đây là bước cuối cùng.
dossiers-error-answers = Một số thông tin cần sửa lại. Xin xem ghi chú ở từng mục.
dossiers-error-reason-missing = Xin ghi rõ lý do.
dossiers-error-too-long = Nội dung quá dài.
dossiers-error-key-used = Khóa này đã được gửi với một dịch vụ khác; mỗi lần nộp hồ sơ cần một khóa mới.
dossiers-error-papers-missing = Thiếu giấy tờ bắt buộc của dịch vụ này.
dossiers-error-changed-meanwhile = Hồ sơ vừa được người khác xử lý. Xin tải lại trang.
dossiers-error-head-changed = Hộ gia đình đã đổi chủ hộ hoặc không còn; cần xin lại ý kiến đồng ý.
dossiers-error-internal = Hệ thống gặp lỗi khi xử lý hồ sơ. Xin thử lại sau.

## Lỗi trong tờ khai
form-error-required = Xin điền mục này.
form-error-type = Giá trị không đúng loại.
form-error-choice = Xin chọn một trong các giá trị cho sẵn.
form-error-pattern = Giá trị không đúng mẫu.
form-error-date = Ngày không hợp lệ; xin ghi ngày, tháng, năm.
form-error-email = Địa chỉ thư điện tử không hợp lệ.
form-error-phone = Số điện thoại gồm 10 chữ số và bắt đầu bằng 0.
form-error-personal-number = Số định danh cá nhân gồm 12 chữ số.
form-error-too-short = Cần ít nhất { $limit } ký tự.
form-error-too-long = Chỉ được nhiều nhất { $limit } ký tự.
form-error-too-few = Cần ít nhất { $limit } mục.
form-error-too-many = Chỉ được nhiều nhất { $limit } mục.
form-error-too-small = Giá trị nhỏ nhất là { $limit }.
form-error-too-large = Giá trị lớn nhất là { $limit }.
form-error-repeated = Có mục bị lặp lại.
form-error-unknown-field = Tờ khai không có mục này.
form-error-invalid = Giá trị không hợp lệ.
form-error-declaration = Xin cam đoan lời khai là đúng sự thật.
form-error-date-order = Ngày kết thúc phải sau ngày bắt đầu.
form-error-months-at-most = Thời hạn nhiều nhất là { $limit } tháng.
form-error-days-at-least = Thời hạn ít nhất là { $limit } ngày; ở ngắn hơn thì thông báo lưu trú.
form-error-commune = Xin chọn một xã, phường, thị trấn đang hoạt động.
form-error-no-receiver = Cơ sở dữ liệu chưa có nơi thường trú của người nộp; xin đến cơ quan đăng ký cư trú.
form-error-head-unknown = Số định danh và họ tên này không khớp với chủ hộ nào.
form-error-head-elsewhere = Hộ của chủ hộ này không ở xã, phường đã chọn.
form-error-not-a-member = Người này không thuộc hộ của người nộp.
form-error-settled = Mục này đã cố định từ khi nộp; muốn đổi xin rút hồ sơ và nộp lại.

## Tin nhắn
inbox-dossier-submitted = Hồ sơ { $code } về việc { $service } đã được nộp. Dự kiến có kết quả trước { $due }, tính từ khi cơ quan tiếp nhận.
    .title = Đã nộp hồ sơ { $code }
inbox-dossier-received = Hồ sơ { $code } về việc { $service } đã được tiếp nhận. Hẹn trả kết quả: { $due }.
    .title = Đã tiếp nhận hồ sơ { $code }
inbox-dossier-declined = Hồ sơ { $code } về việc { $service } không được tiếp nhận. Lý do ghi trong hồ sơ.
    .title = Hồ sơ { $code } không được tiếp nhận
inbox-dossier-supplement = Hồ sơ { $code } về việc { $service } cần bổ sung. Xin bổ sung trước { $limit }; thời gian chờ không tính vào thời hạn giải quyết.
    .title = Cần bổ sung hồ sơ { $code }
inbox-dossier-granted = Hồ sơ { $code } về việc { $service } đã được giải quyết.
    .title = Đã giải quyết hồ sơ { $code }
inbox-dossier-refused = Hồ sơ { $code } về việc { $service } bị từ chối giải quyết. Lý do ghi trong hồ sơ.
    .title = Hồ sơ { $code } bị từ chối
inbox-dossier-returned = Kết quả của hồ sơ { $code } về việc { $service } đã được trả.
    .title = Đã trả kết quả hồ sơ { $code }
inbox-dossier-withdrawn = Hồ sơ { $code } về việc { $service } đã được rút theo đề nghị của Ông/Bà.
    .title = Đã rút hồ sơ { $code }
inbox-dossier-stopped = Hồ sơ { $code } về việc { $service } dừng xử lý vì quá thời hạn bổ sung.
inbox-dossier-moved = Do sắp xếp đơn vị hành chính, hồ sơ { $code } về việc { $service } nay do xã, phường mới giải quyết.
    .title = Dừng xử lý hồ sơ { $code }
inbox-consent-asked = Có người xin nhập vào hộ do Ông/Bà làm chủ hộ (hồ sơ { $code }). Xin xem và cho ý kiến.
    .title = Cần ý kiến của chủ hộ
inbox-consent-given = Chủ hộ đã đồng ý đối với hồ sơ { $code } về việc { $service }.
    .title = Chủ hộ đã đồng ý
inbox-consent-denied = Chủ hộ không đồng ý đối với hồ sơ { $code } về việc { $service }.
    .title = Chủ hộ không đồng ý
form-floor-area = Diện tích sàn (m²)
form-floor-area-hint = Diện tích nhà ở dùng cho những người đăng ký, theo hợp đồng thuê hoặc giấy cho mượn.
form-error-floor-area-number = Nhập số mét vuông, chỉ gồm chữ số, ví dụ 24.
form-error-floor-area = Chỗ ở thuê, mượn phải đủ diện tích sàn tối thiểu cho mỗi người: cần ít nhất { $limit } m².
