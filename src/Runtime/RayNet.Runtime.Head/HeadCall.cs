namespace RayNet.Runtime.Head;

/// <summary>The head answers at once; errors travel in the task as they do over the wire.</summary>
internal static class HeadCall
{
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

    internal static Task Run(Action call)
    {
        try
        {
            call();
            return Task.CompletedTask;
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }
}
