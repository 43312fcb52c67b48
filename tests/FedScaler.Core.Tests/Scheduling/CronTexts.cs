using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Random schedules in every form that the grammar has.</summary>
internal static class CronTexts
{
    /// <summary>Schedules that fire so often that a few days show them.</summary>
    public static Gen<string> Frequent =>
        from minute in Field(0, 59, [])
        from hour in Gen.Frequency((2, Gen.Constant("*")), (1, Gen.Elements("1", "1,2", "1-2", "0", "2", "0-3", "22-3", "23-2/2", "1,23")), (1, Field(0, 23, [])))
        from days in Gen.Frequency((4, Gen.Constant("* *")), (1, Gen.Elements("? SUN-FRI", "*/2 *", "* 5-1", "1-31/3 *")))
        let split = days.Split(' ')
        select $"{minute} {hour} {split[0]} * {split[1]}";

    /// <summary>Schedules of every kind, some of which come once in decades, or never.</summary>
    public static Gen<string> Any =>
        from minute in Field(0, 59, [])
        from hour in Field(0, 23, [])
        from day in Gen.Frequency((3, Gen.Constant("*")), (2, Field(1, 31, [])), (2, List(Gen.OneOf(SpecialDay, Item(1, 31, [])))))
        from month in Gen.Frequency((3, Gen.Constant("*")), (2, Gen.Elements("2", "FEB", "2,4", "JUN-SEP", "11-2")), (1, Field(1, 12, MonthNames)))
        from weekday in Gen.Frequency((3, Gen.Constant("*")), (2, Field(0, 7, DayNames)), (2, List(Gen.OneOf(SpecialWeekday, Item(0, 7, DayNames)))))
        select $"{minute} {hour} {day} {month} {weekday}";

    private static string[] MonthNames => ["JAN", "feb", "Mar", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private static string[] DayNames => ["SUN", "mon", "Tue", "WED", "THU", "FRI", "SAT"];

    private static Gen<string> SpecialDay =>
        from kind in Gen.Elements("L", "LW", "L-{0}", "L-{0}W", "{0}W")
        from day in Gen.Choose(1, 30)
        select string.Format(kind, day);

    private static Gen<string> SpecialWeekday =>
        from kind in Gen.Elements("{0}L", "{0}#{1}", "{2}#{1}", "{2}L")
        from day in Gen.Choose(0, 7)
        from nth in Gen.Choose(1, 5)
        select string.Format(kind, day, nth, DayNames[day % 7]);

    private static Gen<string> Field(int min, int most, string[] names) =>
        Gen.Frequency((2, Gen.Constant("*")), (3, Item(min, most, names)), (2, List(Item(min, most, names))));

    private static Gen<string> List(Gen<string> items) =>
        from count in Gen.Choose(1, 3)
        from list in Gen.ArrayOf(items, count)
        select string.Join(',', list);

    private static Gen<string> Item(int min, int most, string[] names) =>
        from form in Gen.Elements("{0}", "{0}", "{0}-{1}", "{0}-{1}/{2}", "*/{2}", "{0}/{2}", "?")
        from one in Value(min, most, names)
        from other in Value(min, most, names)
        from step in Gen.Choose(1, most)
        select string.Format(form, one, other, step);

    private static Gen<string> Value(int min, int most, string[] names) =>
        from number in Gen.Choose(min, most)
        from named in Gen.Choose(0, 3)
        select named == 0 && number - min < names.Length ? names[number - min] : number.ToString();
}
