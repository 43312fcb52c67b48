namespace FedScaler.Api.Tests.Admission;

/// <summary>What becomes of a spec.</summary>
internal enum Verdict
{
    Accepted,

    /// <summary>The CRD refuses it, and the validators in C# do.</summary>
    Refused,

    /// <summary>The CRD cannot know; the validators refuse it, and a condition says so.</summary>
    RunTimeOnly,
}
