using Polly;
using Polly.Retry;

namespace FedScaler.Kube.Client;

/// <summary>Tries reads again: they change nothing, and most failures of a busy API server pass.</summary>
internal static class ReadRetry
{
    /// <summary>A server that wants to be left alone for longer is left alone: the caller's queue waits better than a call does.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static ResiliencePipeline Create(KubeClientOptions options, TimeProvider time)
    {
        if (options.ReadRetries == 0) return ResiliencePipeline.Empty;
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.ReadRetries,
                Delay = options.RetryDelay,
                MaxDelay = LongestWait,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = options.Jitter,
                ShouldHandle = static attempt => ValueTask.FromResult(MayPass(attempt.Outcome.Exception)),
                DelayGenerator = static attempt => ValueTask.FromResult((attempt.Outcome.Exception as KubeApiException)?.RetryAfter),
            })
            .Build();
    }

    private static bool MayPass(Exception? exception) => exception switch
    {
        KubeApiException { Code: 429 or >= 500 } refused => refused.RetryAfter is not { } wait || wait <= LongestWait,
        HttpIOException => true,
        HttpRequestException lost => lost.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.HttpProtocolError or HttpRequestError.ResponseEnded or HttpRequestError.Unknown,
        _ => false,
    };
}
