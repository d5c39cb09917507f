//! What goes into a chart and what comes out.

/// The words of a chart, already in the reader's language.
#[derive(Debug, Clone, Copy)]
pub struct ChartWords<'a> {
    /// Unique on the page; letters, digits and hyphens.
    pub id: &'a str,
    /// What the chart shows.
    pub title: &'a str,
    /// What there is to see: the main message in a sentence.
    pub description: &'a str,
    /// The head of the table's first column: Đơn vị, Ngày.
    pub category: &'a str,
    /// What stands for a number that is absent: Không có số liệu.
    pub no_data: &'a str,
}

/// Numbers under one name, one for each category. `None` is "no data".
#[derive(Debug, Clone)]
pub struct Series {
    /// The name, for the legend and the head of a column.
    pub name: String,
    /// The numbers, in the order of the categories.
    pub values: Vec<Option<i64>>,
}

impl Series {
    /// A series.
    pub fn new(name: impl Into<String>, values: Vec<Option<i64>>) -> Self {
        Self { name: name.into(), values }
    }

    /// The number of a category; `None` also when the series is shorter.
    pub(super) fn at(&self, index: usize) -> Option<i64> {
        self.values.get(index).copied().flatten()
    }
}

/// A picture and its numbers.
#[derive(Debug, Clone)]
pub struct Chart {
    /// The SVG element.
    pub svg: String,
    /// The same numbers as a table, to be shown beside or under it.
    pub table: DataTable,
}

/// The numbers of a chart, formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataTable {
    /// The chart's title.
    pub caption: String,
    /// The heads of all columns, the category first.
    pub columns: Vec<String>,
    /// One row a category.
    pub rows: Vec<DataRow>,
}

/// A row of a chart's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataRow {
    /// The category.
    pub head: String,
    /// The numbers, formatted.
    pub cells: Vec<String>,
}

/// The table of some series over some categories.
pub(super) fn table_of(
    words: &ChartWords<'_>,
    categories: &[String],
    series: &[Series],
    format: &dyn Fn(i64) -> String,
) -> DataTable {
    let cell = |value: Option<i64>| value.map_or_else(|| words.no_data.to_owned(), format);
    let row = |(index, head): (usize, &String)| DataRow {
        head: head.clone(),
        cells: series.iter().map(|one| cell(one.at(index))).collect(),
    };
    DataTable {
        caption: words.title.to_owned(),
        columns: std::iter::once(words.category.to_owned()).chain(series.iter().map(|one| one.name.clone())).collect(),
        rows: categories.iter().enumerate().map(row).collect(),
    }
}
