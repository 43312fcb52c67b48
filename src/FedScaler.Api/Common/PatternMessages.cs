namespace FedScaler.Api.Common;

/// <summary>What to write where one of the <see cref="Patterns"/> does not match, as the API server tells it after the field's name.</summary>
public static class PatternMessages
{
    public const string DnsLabel =
        "must be a DNS label: at most 63 lower case letters, digits and -, beginning and ending with a letter or digit, such as web-1";

    public const string DnsSubdomain =
        "must be a DNS name: lower case letters, digits, - and ., each part beginning and ending with a letter or digit, such as idc-a or idc-a.example.com";

    public const string ApiVersion = "must be an API version, with its group but for the core group, such as apps/v1 or v1";

    public const string Kind = "must be a kind, such as Deployment";

    public const string SecretKey = "must be a key of a Secret's data: letters, digits, -, _ and ., such as kubeconfig";

    public const string LabelKey =
        "must be a label key: an optional DNS name and a slash, then at most 63 letters, digits, -, _ and ., such as region or example.com/region";

    public const string LabelValue =
        "must be a label value: letters, digits, -, _ and ., beginning and ending with a letter or digit, or empty";

    public const string PathSegment = "must not contain / or %";

    public const string Duration = "must be hours, minutes and seconds of at most 10000 days in all, such as 2h30m, 90m or 45s";

    public const string DateOrRange =
        "must be a day of the calendar, or the first and last of several with a slash between, such as 2026-12-25 or 2026-10-01/2026-10-07";
}
