SELECT a.id, b.id, a.birth_year = b.birth_year, a.household_id = b.household_id, p.same
FROM people_person a
JOIN people_person b ON b.folded = a.folded AND b.place_id = ANY(%(reach)s) AND {pair}
CROSS JOIN LATERAL (SELECT EXISTS (
    SELECT FROM people_contactpoint x
    JOIN people_contactpoint y ON y.value = x.value AND y.kind = 'phone' AND y.ended_in_id IS NULL
    WHERE x.person_id = a.id AND y.person_id = b.id AND x.kind = 'phone' AND x.ended_in_id IS NULL
) AS same) p
WHERE a.place_id = ANY(%(reach)s) AND a.folded <> '' {only}
  AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL
  AND (a.birth_year = b.birth_year OR a.household_id = b.household_id OR p.same)
  AND NOT EXISTS (
      SELECT FROM people_difference d
      WHERE d.one_id = least(a.id, b.id) AND d.other_id = greatest(a.id, b.id))
ORDER BY a.folded, a.id, b.id LIMIT %(limit)s OFFSET %(skip)s
