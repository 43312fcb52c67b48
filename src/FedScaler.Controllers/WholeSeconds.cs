namespace FedScaler.Controllers;

/// <summary>Times as they will be read back (meta/v1 Time has no fractions), so that they compare equal with what was written.</summary>
internal static class WholeSeconds
{
    public static DateTimeOffset InWholeSeconds(this DateTimeOffset time) => time.ToUniversalTime().AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    public static DateTimeOffset? InWholeSeconds(this DateTimeOffset? time) => time?.InWholeSeconds();
}
