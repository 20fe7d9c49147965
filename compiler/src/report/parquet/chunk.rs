//! The cells of one column in a group of rows, and how they are encoded: texts by a dictionary where they
//! repeat, amounts and numbers as they are.
//!
//! The library could do it, but takes each text for an object of its own. Here a text that stands in the row
//! before, as most do, is known at a glance.

use std::hash::BuildHasher;

use bytes::Bytes;
use hashbrown::HashTable;
use parquet::basic::Encoding;
use parquet::column::page::{CompressedPage, Page, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;
use rustc_hash::FxBuildHasher;

use super::super::data::{Datum, Holds};
use super::runs::Runs;
use super::width;

/// The cells of a column that are not written yet.
pub struct Chunk {
    holds: Holds,
    /// Of each row whether there is anything.
    there: Runs,
    rows: usize,
    /// The values of the rows where there is, encoded one by one.
    values: Vec<u8>,
    /// Or, of texts that repeat, their places in the dictionary.
    texts: Option<Dictionary>,
    /// How many flags there are.
    flags: usize,
}

#[derive(Default)]
struct Dictionary {
    /// The texts one behind the other, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    by_text: HashTable<u32>,
    places: Runs,
    count: usize,
}

impl Chunk {
    /// No cells yet.
    pub fn new(holds: Holds) -> Chunk {
        let texts = (holds == Holds::Text).then(Dictionary::default);
        Chunk { holds, there: Runs::default(), rows: 0, values: Vec::new(), texts, flags: 0 }
    }

    /// Appends a cell.
    pub fn push(&mut self, datum: Datum<'_>) {
        self.rows += 1;
        self.there.push(u32::from(datum != Datum::Nothing));
        match datum {
            Datum::Nothing => {}
            Datum::Text(text) => match &mut self.texts {
                Some(dictionary) => dictionary.push(text.as_bytes()),
                None => plain(text.as_bytes(), &mut self.values),
            },
            Datum::Amount(amount) => {
                let all = amount.0.to_be_bytes();
                self.values.extend_from_slice(&all[all.len() - width(self.holds)..]);
            }
            Datum::Count(count) => self.values.extend_from_slice(&count.to_le_bytes()),
            Datum::Flag(flag) => {
                if self.flags.is_multiple_of(8) {
                    self.values.push(0);
                }
                if let Some(last) = self.values.last_mut() {
                    *last |= u8::from(flag) << (self.flags % 8);
                }
                self.flags += 1;
            }
        }
    }

    /// The cells as pages, with what there is to say of them. Then there are none.
    pub fn finish(&mut self, column: ColumnDescPtr) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
        let mut pages = TrackedWrite::new(Vec::new());
        let mut writer = SerializedPageWriter::new(&mut pages);
        let mut body = Vec::new();
        self.there.write(1, &mut body);
        // The levels are preceded by their size.
        let size = u32::try_from(body.len()).map_err(|_| too_large())?;
        body.splice(0..0, size.to_le_bytes());
        let dictionary = self.texts.as_ref().filter(|dictionary| dictionary.repeats());
        let encoding = match (dictionary, &self.texts) {
            (Some(dictionary), _) => {
                writer.write_page(dictionary.page()?)?;
                dictionary.write_places(&mut body);
                Encoding::RLE_DICTIONARY
            }
            (None, texts) => {
                texts.iter().for_each(|texts| texts.write(&mut body));
                body.append(&mut self.values);
                Encoding::PLAIN
            }
        };
        let data = writer.write_page(compressed(body, |buf| Page::DataPage {
            buf,
            num_values: self.rows as u32,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        }))?;
        let size = pages.bytes_written() as u64;
        let metadata = ColumnChunkMetaData::builder(column)
            .set_encodings(match dictionary {
                Some(_) => vec![Encoding::PLAIN, Encoding::RLE, Encoding::RLE_DICTIONARY],
                None => vec![Encoding::PLAIN, Encoding::RLE],
            })
            .set_num_values(self.rows as i64)
            .set_total_compressed_size(size as i64)
            .set_total_uncompressed_size(size as i64)
            .set_data_page_offset(data.offset as i64)
            .set_dictionary_page_offset(dictionary.map(|_| 0))
            .build()?;
        let close = ColumnCloseResult {
            bytes_written: size,
            rows_written: self.rows as u64,
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        self.clear();
        Ok((pages.into_inner().map_err(|error| ParquetError::External(Box::new(error)))?.into(), close))
    }

    /// Makes ready for the next group: without a dictionary, if the texts of this one did not repeat.
    fn clear(&mut self) {
        let repeats = self.texts.as_ref().is_some_and(Dictionary::repeats);
        match &mut self.texts {
            Some(dictionary) if repeats => dictionary.clear(),
            texts => *texts = None,
        }
        self.there.clear();
        self.values.clear();
        (self.rows, self.flags) = (0, 0);
    }
}

impl Dictionary {
    fn text(&self, place: u32) -> &[u8] {
        text(&self.bytes, &self.ends, place)
    }

    fn push(&mut self, new: &[u8]) {
        self.count += 1;
        if let Some(last) = self.places.last()
            && self.text(last) == new
        {
            self.places.push(last);
            return;
        }
        let Dictionary { bytes, ends, by_text, .. } = self;
        let hash = |text: &[u8]| FxBuildHasher.hash_one(text);
        let known = by_text.find(hash(new), |place| text(bytes, ends, *place) == new).copied();
        let place = known.unwrap_or_else(|| {
            let place = ends.len() as u32;
            bytes.extend_from_slice(new);
            ends.push(bytes.len());
            by_text.insert_unique(hash(new), place, |place| hash(text(bytes, ends, *place)));
            place
        });
        self.places.push(place);
    }

    /// Whether there are few enough texts for a dictionary to be worth it.
    fn repeats(&self) -> bool {
        self.ends.len() * 2 <= self.count.max(2)
    }

    fn page(&self) -> Result<CompressedPage, ParquetError> {
        let mut body = Vec::with_capacity(self.bytes.len() + 4 * self.ends.len());
        (0..self.ends.len() as u32).for_each(|place| plain(self.text(place), &mut body));
        let num_values = u32::try_from(self.ends.len()).map_err(|_| too_large())?;
        Ok(compressed(body, |buf| Page::DictionaryPage {
            buf,
            num_values,
            encoding: Encoding::PLAIN,
            is_sorted: false,
        }))
    }

    /// Appends the place of each text, behind how many bits it takes.
    fn write_places(&self, out: &mut Vec<u8>) {
        let width = (self.ends.len() as u32).saturating_sub(1).checked_ilog2().map_or(1, |log| log + 1);
        out.push(width as u8);
        self.places.write(width, out);
    }

    /// Appends each text itself.
    fn write(&self, out: &mut Vec<u8>) {
        self.places.iter().for_each(|place| plain(self.text(place), out));
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.by_text.clear();
        self.places.clear();
        self.count = 0;
    }
}

fn text<'b>(bytes: &'b [u8], ends: &[usize], place: u32) -> &'b [u8] {
    let place = place as usize;
    let start = place.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    &bytes[start..ends[place]]
}

/// Appends a text behind its length.
fn plain(text: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&(text.len() as u32).to_le_bytes());
    out.extend_from_slice(text);
}

/// A page as it is: nothing is compressed.
fn compressed(body: Vec<u8>, page: impl FnOnce(Bytes) -> Page) -> CompressedPage {
    let size = body.len();
    CompressedPage::new(page(body.into()), size)
}

fn too_large() -> ParquetError {
    ParquetError::General("a column is too large for one page".to_owned())
}
