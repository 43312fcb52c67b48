using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Keeps what the service says, with simulated times.</summary>
internal sealed class ServiceLog(TimeProvider time) : ILoggerFactory
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Keeps what is said at Trace and Debug, too.</summary>
    public bool Everything { get; set; }

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("nobody else listens");

    public void Write(string line) => _lines.Enqueue($"{time.GetUtcNow():HH:mm:ss.fff} {line}");

    public void Dispose()
    {
    }

    private sealed class Logger(ServiceLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => log.Everything || logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.Write($"{logLevel} {category}: {formatter(state, exception)} {exception}".TrimEnd());
        }
    }
}
