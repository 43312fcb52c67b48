using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

public sealed class CronParsingTests
{
    [Theory]
    [InlineData("0 9 * * 7", "0 9 * * 0")]
    [InlineData("0 9 * * sun", "0 9 * * 0")]
    [InlineData("0 9 * * MON-FRI", "0 9 * * 1,2,3,4,5")]
    [InlineData("0 9 * * Mon-5", "0 9 * * 1-5")]
    [InlineData("0 9 * * 5-7", "0 9 * * 0,5,6")]
    [InlineData("0 9 * * FRI-MON", "0 9 * * 0,1,5,6")]
    [InlineData("0 9 * * 7-2", "0 9 * * 0,1,2")]
    [InlineData("0 9 * * SAT-SUN", "0 9 * * 0,6")]
    [InlineData("0 9 * * 1/2", "0 9 * * 1,3,5")]
    [InlineData("0 9 * * 7/2", "0 9 * * 0")]
    [InlineData("0 22-6 * * *", "0 22,23,0,1,2,3,4,5,6 * * *")]
    [InlineData("0 22-6/3 * * *", "0 22,1,4 * * *")]
    [InlineData("50-10/7 * * * *", "50,57,4 * * * *")]
    [InlineData("0 0 28-3 * *", "0 0 28,29,30,31,1,2,3 * *")]
    [InlineData("0 0 1 NOV-FEB *", "0 0 1 11,12,1,2 *")]
    [InlineData("0 9 ? * ?", "0 9 * * *")]
    [InlineData("? ? * * *", "* * * * *")]
    [InlineData("*/15 * * * *", "0,15,30,45 * * * *")]
    [InlineData("5/20 * * * *", "5,25,45 * * * *")]
    [InlineData("10-32/11 * * * *", "10,21,32 * * * *")]
    [InlineData("1,1-3,2 * * * *", "1,2,3 * * * *")]
    [InlineData("007 09 * * *", "7 9 * * *")]
    [InlineData("  0\t9  * *   * ", "0 9 * * *")]
    [InlineData("@hourly", "0 * * * *")]
    [InlineData("@daily", "0 0 * * *")]
    [InlineData("@Midnight", "0 0 * * *")]
    [InlineData("@weekly", "0 0 * * 0")]
    [InlineData("@monthly", "0 0 1 * *")]
    [InlineData("@yearly", "0 0 1 1 *")]
    [InlineData(" @ANNUALLY ", "0 0 1 1 *")]
    public void A_form_means_what_its_long_form_means(string schedule, string longForm) =>
        Fires.After(schedule, Fires.Utc, Fires.At("2026-01-30T11:07:00Z"), 100)
            .ShouldBe(Fires.After(longForm, Fires.Utc, Fires.At("2026-01-30T11:07:00Z"), 100));

    [Theory]
    [InlineData("0 0 L * *", "2026-01-31 2026-02-28 2026-03-31 2026-04-30")]
    [InlineData("0 0 l-2 * *", "2026-01-29 2026-02-26 2026-03-29 2026-04-28")]
    [InlineData("0 0 L-30 * *", "2026-01-01 2026-03-01 2026-05-01 2026-07-01")]
    [InlineData("0 0 LW * *", "2026-01-30 2026-02-27 2026-03-31 2026-04-30")] // 31 January is a Saturday
    [InlineData("0 0 L-1W * *", "2026-01-30 2026-02-27 2026-03-30 2026-04-29")]
    [InlineData("0 0 15W * *", "2026-01-15 2026-02-16 2026-03-16 2026-04-15")] // 15 February is a Sunday
    [InlineData("0 0 1W 8 *", "2026-08-03 2027-08-02 2028-08-01 2029-08-01")] // Saturday 1st: not into July
    [InlineData("0 0 31w 5 *", "2026-05-29 2027-05-31 2028-05-31 2029-05-31")] // Sunday 31st: not into June
    [InlineData("0 0 1,L * *", "2026-01-01 2026-01-31 2026-02-01 2026-02-28")]
    [InlineData("0 0 * * 5L", "2026-01-30 2026-02-27 2026-03-27 2026-04-24")]
    [InlineData("0 0 * * friL", "2026-01-30 2026-02-27 2026-03-27 2026-04-24")]
    [InlineData("0 0 * * 7L", "2026-01-25 2026-02-22 2026-03-29 2026-04-26")]
    [InlineData("0 0 * * MON#1", "2026-01-05 2026-02-02 2026-03-02 2026-04-06")]
    [InlineData("0 0 * * 1#5", "2026-03-30 2026-06-29 2026-08-31 2026-11-30")]
    [InlineData("0 0 * * 2#1,TUE#3", "2026-01-06 2026-01-20 2026-02-03 2026-02-17")]
    [InlineData("0 0 29 2 *", "2028-02-29 2032-02-29 2036-02-29 2040-02-29")]
    public void Last_nearest_and_nth_days_are_found(string schedule, string dates) =>
        Fires.After(schedule, Fires.Utc, Fires.At("2025-12-31T12:00:00Z"), 4)
            .Select(time => time.ToString("yyyy-MM-dd"))
            .ShouldBe(dates.Split(' '));

    [Theory]
    [InlineData("", "schedule", "empty")]
    [InlineData("   ", "schedule", "empty")]
    [InlineData("* * * *", "schedule", "4 fields, not five")]
    [InlineData("0", "schedule", "1 field, not five")]
    [InlineData("0 30 8 * * *", "schedule", "take the seconds (the first) or the year (the last) out")]
    [InlineData("1 2 3 4 5 6 7", "schedule", "7 fields")]
    [InlineData("TZ=Asia/Shanghai 0 9 * * *", "schedule", "set timeZone to 'Asia/Shanghai'")]
    [InlineData("CRON_TZ=UTC 0 9 * * *", "schedule", "take 'CRON_TZ=UTC' out")]
    [InlineData("@every 90m", "schedule", "*/15 * * * *")]
    [InlineData("@every", "schedule", "write a step")]
    [InlineData("@5minutes", "schedule", "'@5minutes' is unknown; write @hourly")]
    [InlineData("@reboot", "schedule", "unknown")]
    [InlineData("@daily 5", "schedule", "take '5' out")]
    [InlineData("60 * * * *", "minute", "60 is out of range; write 0-59")]
    [InlineData("* 24 * * *", "hour", "24 is out of range; write 0-23")]
    [InlineData("* * 0 * *", "day of month", "0 is out of range; write 1-31")]
    [InlineData("* * 32 * *", "day of month", "1-31")]
    [InlineData("* * * 13 *", "month", "13 is out of range; write 1-12 or JAN-DEC")]
    [InlineData("* * * 0 *", "month", "1-12")]
    [InlineData("* * * * 8", "weekday", "8 is out of range; write 0-7 or SUN-SAT")]
    [InlineData("99999999999 * * * *", "minute", "out of range")]
    [InlineData("a * * * *", "minute", "'a' is not a value")]
    [InlineData("* * * FOO *", "month", "'FOO' is not a value; write 1-12 or JAN-DEC")]
    [InlineData("* * * MON *", "month", "not a value")]
    [InlineData("* JAN * * *", "hour", "not a value")]
    [InlineData("-1 * * * *", "minute", "begins with a dash")]
    [InlineData("+1 * * * *", "minute", "not a value")]
    [InlineData("1-2-3 * * * *", "minute", "more than one dash")]
    [InlineData("* * * * MON-", "weekday", "'MON-' lacks a value")]
    [InlineData("*/0 * * * *", "minute", "the step of '*/0' is zero; write 1-59")]
    [InlineData("*/90 * * * *", "minute", "beyond the range 0-59")]
    [InlineData("*/60 * * * *", "minute", "write '0'")]
    [InlineData("* */24 * * *", "hour", "beyond the range")]
    [InlineData("*/ * * * *", "minute", "lacks a step")]
    [InlineData("*/-5 * * * *", "minute", "lacks a step")]
    [InlineData("*/5/2 * * * *", "minute", "lacks a step")]
    [InlineData("/5 * * * *", "minute", "lacks a value")]
    [InlineData("0, * * * *", "minute", "'0,' has an empty item")]
    [InlineData("1,,2 * * * *", "minute", "take the surplus comma out")]
    [InlineData("* * ,1 * *", "day of month", "empty item")]
    [InlineData("* * * * ,", "weekday", "empty item")]
    [InlineData("** * * * *", "minute", "'**' is not a value")]
    [InlineData("*-5 * * * *", "minute", "not a value")]
    [InlineData("L * * * *", "minute", "not a value")]
    [InlineData("* * L-31 * *", "day of month", "L-1 to L-30")]
    [InlineData("* * L3 * *", "day of month", "'L3'")]
    [InlineData("* * W * *", "day of month", "15W")]
    [InlineData("* * 1-5W * *", "day of month", "one for each day")]
    [InlineData("* * 32W * *", "day of month", "out of range")]
    [InlineData("* * * * L", "weekday", "5L or FRIL")]
    [InlineData("* * * * 1-5L", "weekday", "one for each weekday")]
    [InlineData("* * * * 5#6", "weekday", "5#2 or FRI#2")]
    [InlineData("* * * * 5#0", "weekday", "1-5")]
    [InlineData("* * * * #2", "weekday", "5#2")]
    [InlineData("* * * * 8#2", "weekday", "out of range")]
    [InlineData("* * * * 1#2#3", "weekday", "5#2")]
    [InlineData("0 9 31 2 *", "day of month", "'31' never comes in FEB; change the day or the month")]
    [InlineData("0 0 30 2 *", "day of month", "never comes in FEB")]
    [InlineData("0 0 31 4,6,9,11 *", "day of month", "never comes in APR, JUN, SEP, NOV")]
    [InlineData("0 0 L-29 2 *", "day of month", "never comes")]
    [InlineData("0 0 30W 2 *", "day of month", "never comes")]
    public void A_refusal_names_the_field_and_the_mend(string schedule, string field, string part)
    {
        CronExpression.TryParse(schedule, out var cron, out var error).ShouldBeFalse();
        cron.ShouldBeNull();
        error!.Field.ShouldBe(field);
        error.Message.ShouldStartWith(field + ": ");
        error.Message.ShouldContain(part);
        Should.Throw<CronFormatException>(() => CronExpression.Parse(schedule)).Message.ShouldBe(error.Message);
    }

    [Fact]
    public void An_endless_text_is_refused_unread() =>
        Should.Throw<CronFormatException>(() => CronExpression.Parse(string.Join(',', Enumerable.Repeat("1", 100_000)) + " * * * *"))
            .Message.ShouldContain("longer than 1000 characters");

    [Fact]
    public void Every_value_of_every_field_may_be_written_out()
    {
        var all = $"{string.Join(',', Enumerable.Range(0, 60))} {string.Join(',', Enumerable.Range(0, 24))} {string.Join(',', Enumerable.Range(1, 31))} {string.Join(',', Enumerable.Range(1, 12))} 0,1,2,3,4,5,6";
        Fires.After(all, Fires.Utc, Fires.At("2026-01-01T00:00:30Z"), 3)
            .ShouldBe([Fires.At("2026-01-01T00:01:00Z"), Fires.At("2026-01-01T00:02:00Z"), Fires.At("2026-01-01T00:03:00Z")]);
    }

    [Theory]
    [InlineData("0 9 1 * MON", true)]
    [InlineData("0 9 */2 * 1", true)] // a step clears robfig's star bit
    [InlineData("0 9 1-31 * MON", true)]
    [InlineData("0 9 */1 * MON", false)]
    [InlineData("0 9 ? * MON", false)]
    [InlineData("0 9 *,3 * MON", false)]
    [InlineData("0 9 1 * *", false)]
    [InlineData("0 9 1 * 0-6", true)]
    public void Day_of_month_and_weekday_both_set_mean_either_with_a_warning(string schedule, bool either)
    {
        var warnings = CronExpression.Parse(schedule).Warnings;
        warnings.Count.ShouldBe(either ? 1 : 0);
        if (either) warnings[0].ShouldContain("either");
    }

    [Fact]
    public void Either_means_either()
    {
        Fires.After("0 9 13 * FRI", Fires.Utc, Fires.At("2026-02-10T00:00:00Z"), 4)
            .ShouldBe([Fires.At("2026-02-13T09:00:00Z"), Fires.At("2026-02-20T09:00:00Z"), Fires.At("2026-02-27T09:00:00Z"), Fires.At("2026-03-06T09:00:00Z")]);
        Fires.After("0 9 */2 * 1", Fires.Utc, Fires.At("2026-02-01T10:00:00Z"), 3)
            .ShouldBe([Fires.At("2026-02-02T09:00:00Z"), Fires.At("2026-02-03T09:00:00Z"), Fires.At("2026-02-05T09:00:00Z")]);
    }

    [Fact]
    public void A_day_that_never_comes_beside_a_weekday_that_does_is_told()
    {
        var cron = CronExpression.Parse("0 9 31 2 MON");
        cron.Warnings.Count.ShouldBe(2);
        cron.Warnings[1].ShouldBe("day of month '31' never comes in FEB: only the weekday counts");
    }

    [Fact]
    public void Schedules_are_equal_when_their_texts_are_but_for_case_and_space()
    {
        var cron = CronExpression.Parse(" 0 9  * * mon-fri");
        cron.ToString().ShouldBe(" 0 9  * * mon-fri");
        cron.ShouldBe(CronExpression.Parse("0 9 * * MON-FRI"));
        (cron == CronExpression.Parse("0 9 * * MON-FRI")).ShouldBeTrue();
        cron.GetHashCode().ShouldBe(CronExpression.Parse("0 9 * * MON-FRI").GetHashCode());
        (cron != CronExpression.Parse("0 9 * * 1-5")).ShouldBeTrue();
        cron.Equals(null).ShouldBeFalse();
    }
}
