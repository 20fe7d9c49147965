//! Wrong names and codes: the nodes that the lines of a budget are at, and which of them people take
//! for each other.

use bud::Analysis;
use bud::model::{Dim, Node};
use bud::syntax::{Attribute, Keyword, Source};

use crate::fault::parse;
use crate::random::Random;

/// The dimensions that a fault may be in.
pub const DIMS: [Dim; 5] = [Dim::Unit, Dim::Func, Dim::Econ, Dim::Source, Dim::Project];

/// The nodes that the entries of a budget are at, by dimension; of projects the level-1 projects.
pub struct Used {
    nodes: Vec<(Dim, Vec<Node>)>,
}

impl Used {
    /// Those of a budget.
    pub fn of(analysis: &Analysis) -> Used {
        let model = &analysis.model;
        let nodes = DIMS.map(|dim| {
            let at = |node: Node| match dim {
                Dim::Project => model.projects.tree().parent(node),
                _ => Some(node),
            };
            let nodes = model.entries.iter().map(|entry| entry.node(dim)).filter(|node| node.is_known());
            let mut nodes: Vec<Node> = nodes.filter_map(at).collect();
            if dim == Dim::Source && nodes.iter().all(|node| *node == nodes[0]) {
                // Where all money is of one source, it is a wrong one that nobody else has.
                let leaves =
                    Source::ALL.iter().filter(|source| source.parent().is_some() || **source == Source::Special);
                nodes.extend(leaves.map(|source| Node(*source as u32)));
            }
            nodes.sort_unstable();
            nodes.dedup();
            (dim, nodes)
        });
        Used { nodes: nodes.to_vec() }
    }

    /// The nodes of a dimension.
    pub fn at(&self, dim: Dim) -> &[Node] {
        self.nodes.iter().find(|(other, _)| *other == dim).map_or(&[], |(_, nodes)| nodes)
    }

    /// A node that may be written for `node` by mistake: the one before or after it, one that looks
    /// alike, or any other.
    pub fn other(&self, analysis: &Analysis, dim: Dim, node: Node, random: &mut Random) -> Option<Node> {
        let nodes = self.at(dim);
        let here = nodes.binary_search(&node).ok()?;
        let label = |node: Node| analysis.model.label(&analysis.sources, dim, node);
        let other = match random.below(3) {
            0 => *random.pick(&[here.checked_sub(1)?, here + 1])?,
            1 => {
                let own = label(node);
                let others = (0..nodes.len()).filter(|&at| at != here);
                others.min_by_key(|&at| strsim::osa_distance(&own, &label(nodes[at])))?
            }
            _ => random.below(nodes.len()),
        };
        nodes.get(other).copied().filter(|other| *other != node)
    }
}

/// The line with another node written in it, in its own language; none if it has no place for one.
pub fn written(analysis: &Analysis, line: &str, dim: Dim, node: Node) -> Option<String> {
    let (attribute, value) = match dim {
        Dim::Unit => (Attribute::Unit, analysis.model.label(&analysis.sources, dim, node)),
        Dim::Project => (Attribute::Under, analysis.model.label(&analysis.sources, dim, node)),
        Dim::Source => (Attribute::Source, Source::ALL.get(node.index())?.zh().to_owned()),
        _ => (dim.attribute(), analysis.model.charts.chart(dim).get(node)?.code.to_string()),
    };
    with(line, attribute, &value)
}

/// The line with another value of an attribute; none if it has no place for it.
pub fn with(line: &str, attribute: Attribute, value: &str) -> Option<String> {
    let statement = parse(line)?;
    let head = statement.head.first().filter(|_| {
        let takes_source = matches!(statement.keyword, Keyword::Revenue | Keyword::Carryover | Keyword::Carryforward);
        attribute == Attribute::Source && takes_source
    });
    let place = head.map(|head| head.place).or(statement.field(attribute).map(|field| field.place));
    if let Some(place) = place {
        return Some(format!("{}{value}{}", &line[..place.start as usize], &line[place.end as usize..]));
    }
    if attribute == Attribute::Under {
        return None;
    }
    let chinese = statement.keyword.zh() == statement.place.of(line);
    let name = if chinese { attribute.zh() } else { attribute.en() };
    let end = statement.fields.iter().map(|field| field.place.end).max()? as usize;
    Some(format!("{} {name} {value}{}", &line[..end], &line[end..]))
}
