namespace FedScaler.Benchmarks.Footprint;

/// <summary>What is held on the heap.</summary>
internal static class Heap
{
    /// <summary>Bytes that are still in use after a full collection.</summary>
    public static long Held()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
