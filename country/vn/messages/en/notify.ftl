# Inbox and mail.

notify-error-not-found = This message was not found.
notify-error-internal = The message could not be handled. Please try again later.
notify-mail-foot = This mail was sent automatically; please do not answer it. See the details and track your dossier at { $site }
