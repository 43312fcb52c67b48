using System.Globalization;

namespace FedScaler.Benchmarks.Reporting;

/// <summary>Numbers as a report shows them: as many digits as a noisy machine can vouch for.</summary>
internal static class Units
{
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{Digits(nanoseconds)} ns",
        < 1e6 => $"{Digits(nanoseconds / 1e3)} µs",
        < 1e9 => $"{Digits(nanoseconds / 1e6)} ms",
        _ => $"{Digits(nanoseconds / 1e9)} s",
    };

    public static string Bytes(double bytes) => bytes switch
    {
        < 10_000 => $"{Whole(bytes)} B",
        < 10_000_000 => $"{Digits(bytes / 1e3)} kB",
        _ => $"{Digits(bytes / 1e6)} MB",
    };

    public static string Ratio(double ratio) => $"{Digits(ratio)}×";

    public static string Percent(double part) => $"{Digits(part * 100)} %";

    public static string Whole(double number) => Math.Round(number).ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Two significant digits, and all digits of the whole part.</summary>
    private static string Digits(double number) => number.ToString(
        number switch
        {
            < 0.1 => "0.###",
            < 1 => "0.##",
            < 10 => "0.0",
            _ => "#,0",
        },
        CultureInfo.InvariantCulture);
}
