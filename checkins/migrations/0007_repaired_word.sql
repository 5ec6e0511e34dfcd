-- *For me it is repaired* is said in the week from the day the two agreed on, by the calendar of the couple
-- (checkins/logic/follow_up.py): neither beforehand nor long after it has become still open.
drop policy own_make on checkins_repairedword;
create policy own_make on checkins_repairedword for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[])
    and exists (select from checkins_repairconversation c join accounts_couple k on k.id = c.couple_id
                where c.id = conversation_id and c.couple_id = checkins_repairedword.couple_id
                  and (app_now() at time zone k.time_zone)::date >= c.review_on
                  and (app_now() at time zone k.time_zone)::date < c.review_on + 7));
