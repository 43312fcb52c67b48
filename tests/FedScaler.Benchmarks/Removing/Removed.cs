namespace FedScaler.Benchmarks.Removing;

/// <summary>What a removal came to.</summary>
/// <param name="Right">Named pods that are gone.</param>
/// <param name="Wrong">Others that are.</param>
/// <param name="Created">Pods that were made meanwhile.</param>
/// <param name="Writes">Over HTTP, to hub and members.</param>
/// <param name="Took">From the ScaleIn's creation until it was Completed, by the simulated clock.</param>
internal sealed record Removed(int Named, int Right, int Wrong, int Created, int Writes, TimeSpan Took);
