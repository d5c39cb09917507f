# Explanations that every surface uses.
error-body = The body cannot be read: { $reason }
    .help = Send JSON as /openapi.json describes it.
error-field-unreadable = This value cannot be read.
    .help = Check its format and send it again.
