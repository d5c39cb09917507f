//! The icons, drawn on a 24-unit grid with round strokes.

use std::fmt;

/// A sign beside a word. Icons never stand alone: the word beside them carries the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Home,
    Person,
    People,
    House,
    Folder,
    FolderOpen,
    Document,
    Paper,
    Stamp,
    Inbox,
    Bell,
    Search,
    Plus,
    Check,
    Cross,
    Warning,
    Info,
    Lock,
    Key,
    Eye,
    Shield,
    Clock,
    Calendar,
    Chart,
    Building,
    Gear,
    Exit,
    Scan,
    Print,
    Download,
    Upload,
    ArrowRight,
    ArrowLeft,
    Globe,
    Device,
    Pen,
    Swap,
    Refresh,
    Door,
    Question,
}

impl Icon {
    /// Every icon, for the gallery.
    pub const ALL: &[Self] = &[
        Self::Home,
        Self::Person,
        Self::People,
        Self::House,
        Self::Folder,
        Self::FolderOpen,
        Self::Document,
        Self::Paper,
        Self::Stamp,
        Self::Inbox,
        Self::Bell,
        Self::Search,
        Self::Plus,
        Self::Check,
        Self::Cross,
        Self::Warning,
        Self::Info,
        Self::Lock,
        Self::Key,
        Self::Eye,
        Self::Shield,
        Self::Clock,
        Self::Calendar,
        Self::Chart,
        Self::Building,
        Self::Gear,
        Self::Exit,
        Self::Scan,
        Self::Print,
        Self::Download,
        Self::Upload,
        Self::ArrowRight,
        Self::ArrowLeft,
        Self::Globe,
        Self::Device,
        Self::Pen,
        Self::Swap,
        Self::Refresh,
        Self::Door,
        Self::Question,
    ];

    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
            Self::Person => "M12 12a4 4 0 100-8 4 4 0 000 8zM4 20.5c.8-3.6 4-5.5 8-5.5s7.2 1.9 8 5.5",
            Self::People => {
                "M9 11.5A3.5 3.5 0 109 4.5a3.5 3.5 0 000 7zM2.5 19.5c.6-3 3.2-4.8 6.5-4.8s5.9 1.8 6.5 4.8M15.5 4.8a3.5 3.5 0 010 6.4M18 15c1.9.7 3.1 2.2 3.5 4.5"
            }
            Self::House => "M3 11.5L12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-5.5h4V20",
            Self::Folder => "M3 6.5h6l2 2.5h10v10.5H3z",
            Self::FolderOpen => "M3 19V5.5h6l2 2.5h8v3M3 19l3-8h16l-3 8z",
            Self::Document => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
            Self::Paper => "M5 3h14v18l-3-2-2 2-2-2-2 2-2-2-3 2zM9 8h6M9 12h6",
            Self::Stamp => "M9 13c0-2-1.5-3-1.5-5.5a4.5 4.5 0 019 0C16.5 10 15 11 15 13h4v4H5v-4zM5 20.5h14",
            Self::Inbox => "M3 13l3-8h12l3 8v6H3zM3 13h5l1.5 3h5l1.5-3h5",
            Self::Bell => "M6 17V11a6 6 0 0112 0v6l1.5 1.5h-15zM10 21h4",
            Self::Search => "M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L20.5 20.5",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Check => "M4.5 12.5l5 5 10-11",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Warning => "M12 4l9.5 16.5h-19zM12 10v5M12 17.8v.1",
            Self::Info => "M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5.5M12 7.6v.1",
            Self::Lock => "M6 11h12v9.5H6zM8.5 11V8a3.5 3.5 0 017 0v3M12 15v2",
            Self::Key => "M8 19a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM11.2 11.3L19 3.5M16 6.5l3 3M13.5 9l2 2",
            Self::Eye => {
                "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 15a3 3 0 100-6 3 3 0 000 6z"
            }
            Self::Shield => "M12 3l8 3v5.5c0 5-3.3 8-8 9.5-4.7-1.5-8-4.5-8-9.5V6zM8.5 12l2.5 2.5 4.5-5",
            Self::Clock => "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5.5l3.5 2",
            Self::Calendar => "M4 6h16v14.5H4zM4 10.5h16M8.5 3.5V7M15.5 3.5V7",
            Self::Chart => "M4 20.5h16.5M6.5 17v-5M11 17V6.5M15.5 17v-8M19.5 17v-3.5",
            Self::Building => "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3M16.5 13v0M16.5 17v0",
            Self::Gear => {
                "M12 15.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M5.6 18.4l1.8-1.8M16.6 7.4l1.8-1.8"
            }
            Self::Exit => "M14 4H5v16h9M10 12h11M17.5 8.5L21 12l-3.5 3.5",
            Self::Scan => "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 9h3v3H8zM14 9h2M14 12h2v3M8 15h3M14 15v0",
            Self::Print => "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
            Self::Download => "M12 4v11.5M7 11l5 5 5-5M4.5 20h15",
            Self::Upload => "M12 16V4.5M7 9l5-5 5 5M4.5 20h15",
            Self::ArrowRight => "M4 12h15M13 6l6 6-6 6",
            Self::ArrowLeft => "M20 12H5M11 6l-6 6 6 6",
            Self::Globe => {
                "M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c2.7 2.5 4 5.5 4 9s-1.3 6.5-4 9c-2.7-2.5-4-5.5-4-9s1.3-6.5 4-9z"
            }
            Self::Device => "M7 2.5h10v19H7zM10.5 18.5h3",
            Self::Pen => "M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5L17.5 10",
            Self::Swap => "M4 8.5h14.5M15 5l3.5 3.5L15 12M20 15.5H5.5M9 12l-3.5 3.5L9 19",
            Self::Refresh => "M19.5 12a7.5 7.5 0 11-2.3-5.4M19.5 3.5v4.5H15",
            Self::Door => "M5 21V3h14v18M3 21h18M5 3l8 3v15M10 13v.1",
            Self::Question => "M12 21a9 9 0 100-18 9 9 0 000 18zM9.5 9.5a2.5 2.5 0 114 2c-1 .7-1.5 1.2-1.5 2.3M12 17v.1",
        }
    }
}

impl fmt::Display for Icon {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{}\"/></svg>", self.path())
    }
}

impl askama::FastWritable for Icon {
    fn write_into(&self, dest: &mut dyn fmt::Write, _values: &dyn askama::Values) -> askama::Result<()> {
        Ok(write!(dest, "{self}")?)
    }
}

impl askama::filters::HtmlSafe for Icon {}
