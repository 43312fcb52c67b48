using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Bindings;

internal static partial class BindingLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "binding {Key}: {Replicas} replicas")]
    public static partial void Written(ILogger logger, ObjectKey key, int replicas);
}
