using FedScaler.Kube.Transport;
using Polly;
using Polly.Retry;

namespace FedScaler.Kube.Client;

/// <summary>Tries reads again: they change nothing, and most failures of a busy API server pass.</summary>
internal sealed class ReadRetry
{
    /// <summary>A server that wants to be left alone for longer is left alone: the caller's queue waits better than a call does.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly KubeClientOptions _options;
    private readonly RetryClock _clock;
    private readonly ResiliencePipeline _pipeline;

    public ReadRetry(KubeClientOptions options, TimeProvider time)
    {
        _options = options;
        _clock = new RetryClock(time);
        _pipeline = options.ReadRetries == 0 ? ResiliencePipeline.Empty : Build();
    }

    /// <summary>Reads that wait for their next try.</summary>
    public int Waiting => _clock.Waiting;

    /// <summary>Runs one read with its retries.</summary>
    public async Task<T> RunAsync<T>(ApiRequest request, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(request.Address.AbsolutePath, cancellationToken);
        try
        {
            return await _pipeline.ExecuteAsync(static (attempt, read) => new ValueTask<T>(read(attempt.CancellationToken)), context, read);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline Build() => new ResiliencePipelineBuilder { TimeProvider = _clock }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = _options.ReadRetries,
            ShouldHandle = static attempt => ValueTask.FromResult(MayPass(attempt.Outcome.Exception)),
            DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(
                (attempt.Outcome.Exception as KubeApiException)?.RetryAfter ?? Delay(attempt.Context.OperationKey ?? "", attempt.AttemptNumber)),
        })
        .Build();

    /// <summary>Doubles each time, and is stretched by up to as much again.</summary>
    internal TimeSpan Delay(string path, int attempt)
    {
        var random = _options.JitterSeed?.For(path).For(attempt.ToString()).ToRandom() ?? Random.Shared;
        var delay = _options.RetryDelay * (Math.Pow(2, attempt) * (1 + random.NextDouble()));
        return delay < LongestWait ? delay : LongestWait;
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
