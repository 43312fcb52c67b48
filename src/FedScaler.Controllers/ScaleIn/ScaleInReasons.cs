namespace FedScaler.Controllers.ScaleIns;

/// <summary>Types and reasons of conditions and events; part of what users match on.</summary>
internal static class ScaleInReasons
{
    public const string Ready = "Ready";
    public const string Exact = "Exact";

    public const string NoOtherPod = "NoOtherPod";
    public const string OtherPods = "OtherPods";
    public const string NotProved = "NotProved";

    public const string Prepared = "Prepared";
    public const string Committed = "Committed";
    public const string Completed = "Completed";
    public const string Refused = "Refused";
    public const string Aborted = "Aborted";
    public const string Failed = "Failed";
    public const string Collateral = "Collateral";
    public const string NotUndone = "NotUndone";

    /// <summary>On the FedHPA or ReplicaBinding.</summary>
    public const string PodsTakenOut = "PodsTakenOut";
}
