namespace FedScaler.Api.Common;

/// <summary>Patterns of names, in the common part of RE2 and .NET. Sources: RFC 1123; apimachinery util/validation.</summary>
public static class Patterns
{
    public const string DnsLabel = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    public const string DnsSubdomain = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    public const string ApiVersion = @"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?v[0-9]+((alpha|beta)[0-9]+)?$";

    public const string Kind = "^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$";

    public const string SecretKey = "^[-._a-zA-Z0-9]+$";

    /// <summary>A label key: an optional DNS prefix and a name of at most 63 characters.</summary>
    public const string LabelKey = "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";

    /// <summary>A label value; may be empty.</summary>
    public const string LabelValue = "^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$";

    /// <summary>Goes into the path of a URL as it is (apimachinery pkg/api/validation/path).</summary>
    public const string PathSegment = "^[^/%]+$";

    /// <summary>A quantity of apimachinery, above 0: some digit before the suffix is none.</summary>
    public const string PositiveQuantity =
        @"^\+?(0*[1-9][0-9]*(\.[0-9]*)?|0*\.0*[1-9][0-9]*)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

    /// <summary>
    /// meta/v1 Duration as Go writes it, hours to seconds, e.g. <c>2h30m</c>. With so few digits, CEL's duration() never
    /// overflows (an int64 of nanoseconds).
    /// </summary>
    public const string Duration = "^([0-9]{1,6}h([0-9]{1,7}m)?([0-9]{1,9}s)?|[0-9]{1,7}m([0-9]{1,9}s)?|[0-9]{1,9}s)$";

    /// <summary>One day of the calendar or two with a slash between, e.g. <c>2026-10-01/2026-10-07</c>.</summary>
    public const string DateOrRange = "^" + Day + "(/" + Day + ")?$";

    public const string TimeZone = "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$";

    private const string Day = "([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|" + LeapYear + "-02-29)";

    private const string LeapYear = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
}
