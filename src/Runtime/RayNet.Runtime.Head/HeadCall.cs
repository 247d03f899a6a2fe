namespace RayNet.Runtime.Head;

/// <summary>Errors of the head travel in the task as they do over the wire.</summary>
internal static class HeadCall
{
    /// <summary>A question, which the head answers at once.</summary>
    internal static Task<T> Run<T>(Func<T> call)
    {
        try
        {
            return Task.FromResult(call());
        }
        catch (Exception exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    /// <summary>A change, which is done when the store has it.</summary>
    internal static Task<T> Run<T>(Func<Task<T>> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception)
        {
            return Task.FromException<T>(exception);
        }
    }
}
