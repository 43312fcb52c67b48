using FedScaler.Kube.Models;

namespace FedScaler.Kube.Client;

/// <summary>The API server's refusal, with all that its Status said.</summary>
public sealed class KubeApiException(KubeStatus status, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception($"{status.Code} {status.Reason}: {status.Message}", inner)
{
    public KubeStatus Status { get; } = status;

    /// <summary>HTTP status code.</summary>
    public int Code => Status.Code;

    /// <summary>Machine-readable reason, e.g. <c>NotFound</c>, <c>Conflict</c>, <c>Expired</c>; empty where the server gave none.</summary>
    public string Reason => Status.Reason;

    /// <summary>How long the server asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    public bool IsNotFound => Code == 404;

    /// <summary>The namespace is on its way out: nothing new can be made in it (apiserver's NamespaceLifecycle admission).</summary>
    public bool IsNamespaceTerminating => Code == 403 && Status.Causes.Any(static cause => cause.Reason == "NamespaceTerminating");

    public bool IsConflict => Code == 409 && Reason is not "AlreadyExists";

    /// <summary>The resourceVersion asked for is no longer remembered: list again.</summary>
    public bool IsExpired => Code == 410 || Reason is "Expired" or "Gone";
}
