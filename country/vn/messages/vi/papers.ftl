# Source: written for this pack; the names of papers follow their forms.

## Kinds of papers
papers-kind-receipt = Giấy tiếp nhận hồ sơ và hẹn trả kết quả
papers-kind-supplement = Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ
papers-kind-refusal = Phiếu từ chối tiếp nhận, giải quyết hồ sơ
papers-kind-ct07 = Xác nhận thông tin về cư trú (CT07)
papers-kind-ct08 = Thông báo kết quả giải quyết đăng ký cư trú (CT08)

## Where a paper stands
papers-state-pending = Đang lập
papers-state-issued = Còn hiệu lực
papers-state-revoked = Đã thu hồi, không còn hiệu lực
papers-state-failed = Chưa lập được, cán bộ đang xử lý

## The seal, on the public page
papers-seal-holds = Chữ ký số của cơ quan còn nguyên vẹn
papers-seal-broken = Chữ ký số không khớp. Không sử dụng giấy tờ này
papers-seal-none = Chưa ký số

## What can go wrong
papers-error-not-found = Không tìm thấy giấy tờ
papers-error-bad-code = Mã xác thực không đúng. Mã gồm 12 chữ và số, ví dụ 7K3M-Q9TX-4WEB; kiểm tra lại từng ký tự
papers-error-not-printed = Giấy tờ đang được lập. Thử lại sau ít giây
papers-error-not-printable = Giấy tờ chưa lập được. Cán bộ đã nhận được thông báo
papers-error-not-issued = Giấy tờ chưa được cấp hoặc đã bị thu hồi
papers-error-reason-missing = Nêu lý do thu hồi, từ 3 đến 500 ký tự
papers-error-damaged = Tệp lưu trữ không khớp với chữ ký số nên không được phát hành. Cơ quan đã nhận được thông báo
papers-error-internal = Hệ thống gặp lỗi. Thử lại sau
