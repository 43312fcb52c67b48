using System.CommandLine;
using FedScaler.Migrate.FederatedHpas;

namespace FedScaler.Migrate;

/// <summary><c>fedscaler migrate</c>: takes applications over from other autoscalers, and gives them back.</summary>
internal static class MigrateCommand
{
    public static Command Create(TimeProvider time) => new("migrate", "Take an application over from another autoscaler, and give it back, without moving a replica.")
    {
        FederatedHpaCommand.Create(time),
    };
}
