namespace FedScaler.Sandbox.Laws;

/// <summary>What one member could still run at an instant. Counts are replicas.</summary>
/// <param name="Answers">Whether the service can reach it; one that does not can be given nothing.</param>
/// <param name="Lent">Whether its share is lent to the others.</param>
/// <param name="Runs">spec.replicas of the workload there.</param>
/// <param name="Max">maxReplicas of its HPA.</param>
/// <param name="Fit">Replicas that its nodes hold in all: what runs and what still fits.</param>
public sealed record MemberRoom(string Name, bool Answers, bool Lent, int Runs, int Max, int Fit);
