namespace FedScaler.Runtime.Informers;

/// <summary>
/// How long to leave a server alone after a failure: 0.8 s, doubled up to 30 s, each stretched by up to as much again at
/// random, so that many informers do not come back together; from the start again after two healthy minutes.
/// The numbers are those of client-go's reflector (tools/cache/reflector.go).
/// </summary>
internal sealed class RetryBackoff(TimeProvider time, Random random)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan HealthyAfter = TimeSpan.FromMinutes(2);

    private TimeSpan _next = First;
    private long? _lastFailure;
    private TimeSpan _lastPause;

    public TimeSpan Next()
    {
        if (_lastFailure is { } last && time.GetElapsedTime(last) - _lastPause >= HealthyAfter) Reset();
        var pause = _next * (1 + random.NextDouble());
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        _lastFailure = time.GetTimestamp();
        _lastPause = pause;
        return pause;
    }

    public void Reset()
    {
        _next = First;
        _lastFailure = null;
    }
}
