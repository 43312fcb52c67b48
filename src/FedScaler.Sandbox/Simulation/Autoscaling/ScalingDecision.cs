namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>How many replicas, and the conditions that say what the recommendation met on its way.</summary>
internal readonly record struct ScalingDecision(
    int Replicas, (string Reason, string Message) Able, (string Reason, string Message) Limited, bool IsLimited);
