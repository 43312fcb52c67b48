namespace FedScaler.Kube.Tests.Server;

/// <summary>Waits for what other threads bring about; how long that takes decides nothing.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Safety = TimeSpan.FromSeconds(30);

    public static async Task BecomesTrueAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Safety, TimeProvider.System);
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, limit.Token);
    }

    public static Task<T> InTimeAsync<T>(this Task<T> task) => task.WaitAsync(Safety, TimeProvider.System);

    public static Task InTimeAsync(this Task task) => task.WaitAsync(Safety, TimeProvider.System);
}
