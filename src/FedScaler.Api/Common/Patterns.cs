namespace FedScaler.Api.Common;

/// <summary>Patterns of names, in the common part of RE2 and .NET. Sources: RFC 1123; apimachinery util/validation.</summary>
public static class Patterns
{
    public const string DnsLabel = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    public const string DnsSubdomain = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    public const string ApiVersion = @"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?v[0-9]+((alpha|beta)[0-9]+)?$";

    public const string Kind = "^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$";

    public const string SecretKey = "^[-._a-zA-Z0-9]+$";

    /// <summary>A label key: an optional DNS prefix and a name.</summary>
    public const string LabelKey = @"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";

    /// <summary>A label value; may be empty.</summary>
    public const string LabelValue = "^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$";

    /// <summary>meta/v1 Duration as Go writes it, hours to seconds, e.g. <c>2h30m</c>.</summary>
    public const string Duration = "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$";

    /// <summary>One date or two with a slash between, e.g. <c>2026-10-01/2026-10-07</c>.</summary>
    public const string DateOrRange = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?$";

    public const string TimeZone = "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$";
}
