namespace FedScaler.Members.Check;

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">What, in a word or two.</param>
/// <param name="Message">How it stands, and what would mend it.</param>
internal sealed record Finding(string Check, CheckResult Result, string Message)
{
    public static Finding Ok(string check, string message) => new(check, CheckResult.Ok, message);

    public static Finding Warn(string check, string message) => new(check, CheckResult.Warning, message);

    public static Finding Fail(string check, string message) => new(check, CheckResult.Failed, message);
}
