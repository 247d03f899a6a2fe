using RayNet;

// Resources are declared, not detected: a logical GPU is a promise that the scheduler keeps count of.
await using var ray = await Ray.InitAsync(options =>
{
    options.NumCpus = 2;
    options.NumGpus = 1;
});

foreach ((string name, double quantity) in Ray.ClusterResources().Where(resource => resource.Key is "CPU" or "GPU").OrderBy(resource => resource.Key))
{
    Console.WriteLine($"{name} {quantity}");
}

Console.WriteLine(await Trainer.TrainRemote("model-a"));

// More than the cluster has: the call waits, and says why.
ObjectRef<string> greedy = Trainer.TrainRemote("model-b", new TaskOptions { NumGpus = 2 });
PendingExplanation explanation = await Ray.ExplainAsync(greedy);
Console.WriteLine(explanation.Reason);
Console.WriteLine($"GPU: {explanation.Requested["GPU"]} requested, {explanation.Total["GPU"]} in the cluster");
Ray.Cancel(greedy);

public static class Trainer
{
    [Remote(NumGpus = 1)]
    public static string Train(string model) => $"{model} trained on one GPU";
}
