# The four questions of the whole check, each in one pass over the matters. The country is the input and not the data: OPA turns
# data into terms anew wherever they are named.
package national

import rego.v1

# A field is there if it is not undefined: no value of a matter is false.
whole(matter) if {
	matter.name
	matter.level
	matter.years
	matter.known_to
	matter.produced_by
}

missing_field contains matter.id if {
	some matter in input.matters
	not whole(matter)
}

over_cap contains matter.id if {
	some matter in input.matters
	matter.years > input.levels[matter.level].cap
}

# What a tier has of itself, bounded by line of business or not.
governs(organ, line) if input.tiers[organ.tier].everywhere

governs(organ, line) if organ.line == line

governs(organ, line) if organ.line == input.lines[line]

of_itself(organ, line, rank) if {
	input.tiers[organ.tier].rank >= rank
	governs(organ, line)
}

# Every power that was granted, down to the lowest level, so that a question is one look into a set. Grouping grants by
# organ in a rule would go over all of them for each organ.
granted := {[grant.to, grant.line, rank] |
	some grant in input.grants
	some rank in numbers.range(1, grant.rank)
	of_itself(input.organs[grant.from], grant.line, rank)
}

may(matter, rank) if of_itself(input.organs[matter.produced_by], matter.line, rank)

may(matter, rank) if [matter.produced_by, matter.line, rank] in granted

may(matter, rank) if [matter.produced_by, input.lines[matter.line], rank] in granted

no_chain contains matter.id if {
	some matter in input.matters
	matter.produced_by

	# Said by itself: the machine of regorus takes on a rank that is undefined.
	matter.level
	rank := input.levels[matter.level].rank
	not may(matter, rank)
}

# Names in order, and matters of one name in their own: whatever has the name of the one before it is told.
names := sort([[matter.same, at, matter.id] | some at, matter in input.matters])

same_name contains names[at][2] if {
	some at, name in names
	name[0] == names[at - 1][0]
}

answers := {
	"missing_field": missing_field,
	"over_cap": over_cap,
	"no_chain": no_chain,
	"same_name": same_name,
}
