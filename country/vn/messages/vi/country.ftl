# Source: written for this pack.

## Why a record is opened
purpose-serve-dossier = Giải quyết hồ sơ
purpose-assist-filing = Nộp hồ sơ giúp người dân tại quầy
purpose-register-upkeep = Cập nhật dữ liệu dân cư
purpose-data-cleansing = Làm sạch dữ liệu
purpose-verify-identity = Xác minh danh tính
purpose-answer-agency = Trả lời yêu cầu của cơ quan
purpose-handle-complaint = Giải quyết khiếu nại, phản ánh
purpose-emergency = Cứu nạn, bảo vệ tính mạng
purpose-inspection = Thanh tra, kiểm tra
purpose-account-support = Hỗ trợ tài khoản định danh
purpose-statistics = Thống kê, tổng hợp

## Kinds of administrative units
unit-type-tinh = Tỉnh
unit-type-thanh-pho = Thành phố
unit-type-quan = Quận
unit-type-huyen = Huyện
unit-type-thi-xa = Thị xã
unit-type-phuong = Phường
unit-type-xa = Xã
unit-type-thi-tran = Thị trấn
unit-type-dac-khu = Đặc khu
unit-type-nation = Cả nước
