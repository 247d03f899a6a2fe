using Microsoft.Extensions.Logging;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.ObjectStore.Logging;

/// <summary>Every message that the object store logs.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(EventIds.SpillFailed, LogLevel.Warning, "Object {Object} of {Size} bytes could not be moved to {Storage} and stays in memory. Nothing is moved there for {Seconds} s.", EventName = nameof(SpillFailed))]
    internal static partial void SpillFailed(this ILogger logger, ObjectId @object, long size, string storage, double seconds, Exception exception);

    [LoggerMessage(EventIds.ObjectLost, LogLevel.Error, "Object {Object} of {Size} bytes could not be read back from {Storage} and is lost.", EventName = nameof(ObjectLost))]
    internal static partial void ObjectLost(this ILogger logger, ObjectId @object, long size, string storage, Exception exception);

    [LoggerMessage(EventIds.FileNotDeleted, LogLevel.Warning, "{Location} of object {Object} could not be deleted from {Storage}.", EventName = nameof(FileNotDeleted))]
    internal static partial void FileNotDeleted(this ILogger logger, string location, ObjectId @object, string storage, Exception exception);

    [LoggerMessage(EventIds.ListenerFailed, LogLevel.Error, "The listener of the object store threw on {Kind} of object {Object}.", EventName = nameof(ListenerFailed))]
    internal static partial void ListenerFailed(this ILogger logger, StoreEventKind kind, ObjectId @object, Exception exception);
}
