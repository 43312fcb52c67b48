namespace FedScaler.Core.ScaleIn;

/// <summary>Why a removal is being given up: phase <see cref="RemovalPhase.Aborted"/> or <see cref="RemovalPhase.Failed"/> once all is put back.</summary>
/// <param name="Reason">One CamelCase word: DeadlineExceeded or Withdrawn.</param>
public sealed record RemovalEnding(RemovalPhase Phase, string Reason, string Message);
