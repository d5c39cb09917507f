# Inbox and mail.

notify-error-not-found = This message was not found.
notify-error-internal = The message could not be handled. Please try again later.
notify-mail-foot = This mail was sent automatically; please do not answer it. See the details and track your dossier at { $site }
inbox-number-replaced = Your identity number was cancelled and replaced by decision of the registration authority. From now on sign in with the new number, which My record shows; the old one still leads to you and is never given to anybody else.
    .title = Identity number replaced
