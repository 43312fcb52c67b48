using System.CommandLine;
using FedScaler.Cron.Explain;
using FedScaler.Cron.Next;

namespace FedScaler.Cron;

/// <summary><c>fedscaler cron</c>: what schedules come to, without a cluster; writes nothing.</summary>
internal static class CronCommand
{
    public static Command Create(TextReader input) => new("cron", "Say what schedules come to, by the code that acts on them. Nothing is written anywhere.")
    {
        CronExplainCommand.Create(input),
        CronNextCommand.Create(input),
    };
}
